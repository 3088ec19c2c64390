-- A notice in a village. Its entries are fixed when it is posted: what hung on the wall can be shown later on.
CREATE TABLE publicity (
  id               BINARY(16)    NOT NULL,
  version          BIGINT        NOT NULL,
  region           VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'village',
  kind             VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RISK_CASES MEASURES FUNDS',
  title            VARCHAR(120)  NOT NULL,
  place            VARCHAR(120)  NOT NULL,
  contact          VARCHAR(120)  NOT NULL COMMENT 'office that takes objections',
  from_day         DATE          NOT NULL,
  until_day        DATE          NOT NULL COMMENT 'last day',
  content_from     DATE          NULL COMMENT 'measures that began from this day',
  content_to       DATE          NULL COMMENT 'to this day',
  entry_count      INT           NOT NULL,
  open_objections  INT           NOT NULL,
  posted_by        VARCHAR(64)   NOT NULL,
  posted_at        DATETIME(6)   NOT NULL,
  closed_at        DATETIME(6)   NULL,
  withdrawn_at     DATETIME(6)   NULL,
  withdrawn_reason VARCHAR(500)  NULL,
  PRIMARY KEY (id),
  KEY publicity_region (region, id),
  KEY publicity_until (until_day, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Holds what is shown and nothing else: no identity number, phone, account or health.
CREATE TABLE publicity_entry (
  publicity_id     BINARY(16)    NOT NULL,
  position         INT           NOT NULL COMMENT 'from 1',
  household_id     BINARY(16)    NOT NULL,
  case_id          BINARY(16)    NULL,
  household_number VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name             VARCHAR(60)   NOT NULL COMMENT 'head of the household as shown, perhaps masked',
  members          INT           NOT NULL,
  matter           VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code of publicity-matter',
  amount           DECIMAL(15,2) NULL,
  PRIMARY KEY (publicity_id, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE publicity_objection (
  publicity_id  BINARY(16)    NOT NULL,
  id            BINARY(16)    NOT NULL,
  position      INT           NULL COMMENT 'entry; null: the whole notice',
  content       VARCHAR(1000) NOT NULL,
  noted_by      VARCHAR(64)   NOT NULL,
  noted_at      DATETIME(6)   NOT NULL,
  upheld        BIT(1)        NULL,
  answer        VARCHAR(1000) NULL,
  answered_by   VARCHAR(64)   NULL,
  answered_at   DATETIME(6)   NULL,
  PRIMARY KEY (publicity_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

ALTER TABLE measure ADD KEY measure_region_day (region, from_day);
