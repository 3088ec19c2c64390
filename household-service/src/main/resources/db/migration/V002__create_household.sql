-- Figures that lists, events and rules need are kept on the household's own row, so that each reads one row.
CREATE TABLE household (
  id                BINARY(16)    NOT NULL,
  version           BIGINT        NOT NULL,
  region            VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'village',
  household_number  VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  external_id       VARCHAR(64)   NULL,
  type              VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  attributes        VARCHAR(200)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'codes, comma-separated, as all lists of codes',
  category          VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'monitored category',
  stable            BIT(1)        NOT NULL,
  address           VARCHAR(200)  NULL,
  bank_account      VARBINARY(255) NULL COMMENT 'encrypted',
  head_name         VARCHAR(60)   NOT NULL,
  main_cause        VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  other_causes      VARCHAR(80)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cause_remark      VARCHAR(200)  NULL,
  needs             VARCHAR(300)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  needs_remark      VARCHAR(500)  NULL,
  food              VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  clothing          VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  education         VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  medical_care      VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  housing           VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  water             VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  safeguards_checked_on DATE      NULL,
  member_count      INT           NOT NULL COMMENT 'living members',
  labour_count      INT           NOT NULL,
  children_out_of_school INT      NOT NULL,
  uninsured_count   INT           NOT NULL,
  self_care         BIT(1)        NOT NULL,
  income_year       INT           NULL,
  income_per_capita DECIMAL(15,2) NULL,
  last_visited_on   DATE          NULL,
  open_alert_id     BINARY(16)    NULL,
  open_case_id      BINARY(16)    NULL,
  created_at        DATETIME(6)   NOT NULL,
  updated_at        DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY household_number_once (household_number),
  UNIQUE KEY household_external_id_once (external_id),
  KEY household_region (region, id),
  KEY household_head (head_name, region)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE household_member (
  id              BINARY(16)     NOT NULL,
  version         BIGINT         NOT NULL,
  household_id    BINARY(16)     NOT NULL,
  region          VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position        INT            NOT NULL,
  name            VARCHAR(60)    NOT NULL,
  relation        VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id_type         VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id_number       VARBINARY(255) NULL COMMENT 'encrypted',
  id_hash         VARBINARY(32)  NULL COMMENT 'keyed hash, for search',
  living_identity VARBINARY(32)  NULL COMMENT 'the same hash as long as the person lives here: one household each',
  birth_date      DATE           NOT NULL,
  sex             VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  phone           VARBINARY(255) NULL COMMENT 'encrypted',
  phone_hash      VARBINARY(32)  NULL,
  health          VARBINARY(400) NULL COMMENT 'encrypted codes',
  labour          VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  education       VARCHAR(24)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  schooling       VARCHAR(24)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  insurances      VARCHAR(200)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: not known',
  self_care       BIT(1)         NOT NULL,
  departed_on     DATE           NULL,
  departure       VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (id),
  UNIQUE KEY member_lives_once (living_identity),
  KEY member_household (household_id, position),
  KEY member_id_hash (id_hash),
  KEY member_phone_hash (phone_hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The last household number given in each village.
CREATE TABLE household_number (
  village VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  last    INT         NOT NULL,
  PRIMARY KEY (village)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Every revision of a statement is kept; the highest one counts.
CREATE TABLE income_statement (
  household_id  BINARY(16)    NOT NULL,
  year          INT           NOT NULL,
  revision      INT           NOT NULL,
  region        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  members       INT           NOT NULL,
  net           DECIMAL(15,2) NOT NULL,
  per_capita    DECIMAL(15,2) NOT NULL,
  recorded_at   DATETIME(6)   NOT NULL,
  recorded_by   VARCHAR(64)   NOT NULL,
  PRIMARY KEY (household_id, year, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE income_line (
  household_id  BINARY(16)    NOT NULL,
  year          INT           NOT NULL,
  revision      INT           NOT NULL,
  position      INT           NOT NULL,
  item          VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount        DECIMAL(15,2) NOT NULL,
  note          VARCHAR(200)  NULL,
  PRIMARY KEY (household_id, year, revision, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Who may see a household beside the offices of its region: the helpers of its pairings. Projection of pairing events.
CREATE TABLE household_access (
  pairing_id    BINARY(16)   NOT NULL,
  account       VARCHAR(64)  NOT NULL,
  household_id  BINARY(16)   NOT NULL,
  valid_from    DATE         NOT NULL,
  writable_to   DATE         NULL COMMENT 'last day of the pairing; null: under way',
  valid_to      DATE         NULL COMMENT 'last day of reading',
  PRIMARY KEY (pairing_id, account),
  KEY household_access_account (account, household_id),
  KEY household_access_household (household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
