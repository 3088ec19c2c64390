-- Rules of the kinds of pairing; one row per code and period, never rewritten once another period follows.
CREATE TABLE programme (
  id                     BINARY(16)   NOT NULL,
  version                BIGINT       NOT NULL,
  code                   VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid_from             DATE         NOT NULL,
  valid_to               DATE         NULL COMMENT 'last day, inclusive',
  name_zh                VARCHAR(60)  NOT NULL,
  name_en                VARCHAR(60)  NOT NULL,
  form                   VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  roles                  VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helper_sides           VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helper_kinds           VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: all',
  helped_kinds           VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  min_helpers            INT          NOT NULL,
  max_primary            INT          NOT NULL COMMENT 'primary helpers of one helped side',
  max_helpers            INT          NOT NULL COMMENT 'helpers of one helped side, all roles',
  max_helped             INT          NOT NULL COMMENT 'helped sides of one helper side, all roles',
  term_min_months        INT          NULL,
  term_max_months        INT          NULL COMMENT 'null: a term need not be set',
  visit_every_days       INT          NULL,
  publicity_days         INT          NOT NULL,
  evaluation_template    VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  unit_levels            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'eligible unit levels, empty: all',
  PRIMARY KEY (id),
  UNIQUE KEY programme_period (code, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE helper (
  id               BINARY(16)     NOT NULL,
  version          BIGINT         NOT NULL,
  region           VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'home division',
  service_region   VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'division in which the helper may be paired',
  kind             VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name             VARBINARY(400) NOT NULL,
  phone            VARBINARY(255) NULL,
  identity_hash    BINARY(32)     NULL,
  account          VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  unit             VARCHAR(120)   NOT NULL,
  unit_level       VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unit_type        VARCHAR(40)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  skills           VARCHAR(600)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  languages        VARCHAR(300)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  education        VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  available_from   DATE           NOT NULL,
  available_to     DATE           NULL COMMENT 'last day, inclusive',
  origin_mentee_id BINARY(16)     NULL COMMENT 'the mentee who became this mentor',
  created_at       DATETIME(6)    NOT NULL,
  updated_at       DATETIME(6)    NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY helper_identity (identity_hash),
  UNIQUE KEY helper_origin (origin_mentee_id),
  KEY helper_region (region, id),
  KEY helper_service (service_region, id),
  KEY helper_account (account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Places of a helper or team per role; `taken` is moved by conditional updates only.
CREATE TABLE capacity (
  holder_id BINARY(16)  NOT NULL,
  role      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  places    INT         NOT NULL,
  taken     INT         NOT NULL,
  PRIMARY KEY (holder_id, role)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE conflict_of_interest (
  helper_id    BINARY(16)  NOT NULL,
  household_id BINARY(16)  NOT NULL,
  kind         VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  declared_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  declared_at  DATETIME(6) NOT NULL,
  PRIMARY KEY (helper_id, household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE mentee (
  id                 BINARY(16)     NOT NULL,
  version            BIGINT         NOT NULL,
  region             VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name               VARBINARY(400) NOT NULL,
  phone              VARBINARY(255) NULL,
  identity_hash      BINARY(32)     NULL,
  account            VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  post               VARCHAR(120)   NOT NULL,
  unit               VARCHAR(120)   NOT NULL,
  unit_level         VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  goals              VARCHAR(600)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'skills to be learnt',
  goal_text          VARCHAR(500)   NULL,
  promoted_helper_id BINARY(16)     NULL,
  created_at         DATETIME(6)    NOT NULL,
  updated_at         DATETIME(6)    NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY mentee_identity (identity_hash),
  KEY mentee_region (region, id),
  KEY mentee_account (account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE organisation (
  id             BINARY(16)   NOT NULL,
  version        BIGINT       NOT NULL,
  region         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  service_region VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name           VARCHAR(120) NOT NULL,
  unit           VARCHAR(120) NOT NULL,
  unit_level     VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the leader',
  created_at     DATETIME(6)  NOT NULL,
  updated_at     DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY organisation_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE organisation_member (
  id              BINARY(16)  NOT NULL,
  organisation_id BINARY(16)  NOT NULL,
  helper_id       BINARY(16)  NOT NULL,
  role            VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since           DATE        NOT NULL,
  until           DATE        NULL COMMENT 'first day no longer a member',
  PRIMARY KEY (id),
  KEY organisation_member_team (organisation_id, since),
  KEY organisation_member_helper (helper_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Projection of the household service's events: what pairing needs to know of a household, no personal data.
CREATE TABLE household (
  id                     BINARY(16)    NOT NULL,
  household_number       VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  region                 VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type                   VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  category               VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  stable                 BIT(1)        NOT NULL,
  in_care                BIT(1)        NOT NULL,
  members                INT           NOT NULL,
  labour                 INT           NOT NULL,
  children_out_of_school INT           NOT NULL,
  self_care              BIT(1)        NOT NULL,
  needs                  VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  causes                 VARCHAR(600)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  risks                  VARCHAR(600)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  income_per_capita      DECIMAL(14,2) NULL,
  facts_at               DATETIME(6)   NOT NULL COMMENT 'time of the event whose facts these are',
  status_at              DATETIME(6)   NOT NULL COMMENT 'time of the event whose status (stable, category, risks) this is',
  PRIMARY KEY (id),
  KEY household_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE household_alert (
  id           BINARY(16)   NOT NULL,
  household_id BINARY(16)   NOT NULL,
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  codes        VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cleared      BIT(1)       NOT NULL,
  as_of        DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY household_alert_household (household_id, cleared)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Projection of published evaluations: the latest result of each subject.
CREATE TABLE standing (
  subject_id BINARY(16)   NOT NULL,
  score      DECIMAL(6,2) NOT NULL,
  band       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  as_of      DATETIME(6)  NOT NULL,
  PRIMARY KEY (subject_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Which skills answer which need, cause or risk code.
CREATE TABLE skill_for_need (
  need  VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  skill VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (need, skill)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE pairing (
  id                 BINARY(16)   NOT NULL,
  version            BIGINT       NOT NULL,
  region             VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'division of the helped side',
  programme          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  programme_id       BINARY(16)   NOT NULL COMMENT 'the period of the programme under which it was proposed',
  role               VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state              VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helper_side        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helper_id          BINARY(16)   NOT NULL,
  helper_account     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  helper_kind        VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helper_unit        VARCHAR(120) NOT NULL,
  helped_kind        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helped_id          BINARY(16)   NOT NULL,
  helped_account     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  valid_from         DATE         NOT NULL,
  valid_to           DATE         NULL COMMENT 'last planned day, inclusive',
  ended_on           DATE         NULL COMMENT 'first day no longer paired',
  helper_accepted_by VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  helped_accepted_by VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  publicised_on      DATE         NULL,
  publicity_until    DATE         NULL COMMENT 'first day on which it may be confirmed',
  confirmed_at       DATETIME(6)  NULL,
  ceremony_on        DATE         NULL,
  certificate_number VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  reason             VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  remark             VARCHAR(500) NULL,
  exception_reason   VARCHAR(500) NULL,
  exception_document VARCHAR(200) NULL,
  replaces_id        BINARY(16)   NULL,
  replaced_by_id     BINARY(16)   NULL,
  created_at         DATETIME(6)  NOT NULL,
  updated_at         DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY pairing_region (region, id),
  KEY pairing_helped (helped_id, state),
  KEY pairing_helper (helper_id, helped_id, role),
  KEY pairing_helper_account (helper_account, id),
  KEY pairing_helped_account (helped_account, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- One row per helped side that ever was to be paired: its lock orders all decisions about that side.
CREATE TABLE helped_lock (
  helped_id BINARY(16) NOT NULL,
  PRIMARY KEY (helped_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE objection (
  id          BINARY(16)    NOT NULL,
  pairing_id  BINARY(16)    NOT NULL,
  raised_by   VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  raised_at   DATETIME(6)   NOT NULL,
  text        VARCHAR(1000) NOT NULL,
  answer      VARCHAR(1000) NULL,
  upheld      BIT(1)        NULL,
  answered_by VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  answered_at DATETIME(6)   NULL,
  PRIMARY KEY (id),
  KEY objection_pairing (pairing_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Households in care without an active primary helper.
CREATE TABLE gap (
  id               BINARY(16)   NOT NULL,
  household_id     BINARY(16)   NOT NULL,
  region           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since            DATETIME(6)  NOT NULL,
  closed_at        DATETIME(6)  NULL,
  exception_reason VARCHAR(500) NULL,
  PRIMARY KEY (id),
  KEY gap_household (household_id, closed_at),
  KEY gap_region (region, closed_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE certificate (
  number       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pairing_id   BINARY(16)   NOT NULL,
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  programme_zh VARCHAR(60)  NOT NULL,
  programme_en VARCHAR(60)  NOT NULL,
  role         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name         VARBINARY(600) NOT NULL COMMENT 'of the helper side on the day of issue',
  unit         VARCHAR(120) NOT NULL,
  issued_on    DATE         NOT NULL,
  valid_from   DATE         NOT NULL,
  valid_to     DATE         NULL,
  ended_on     DATE         NULL,
  PRIMARY KEY (number),
  UNIQUE KEY certificate_pairing (pairing_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE certificate_counter (
  county CHAR(6)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  year   SMALLINT    NOT NULL,
  last   INT         NOT NULL,
  PRIMARY KEY (county, year)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
