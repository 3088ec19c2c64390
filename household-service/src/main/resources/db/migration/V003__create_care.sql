CREATE TABLE visit (
  id              BINARY(16)    NOT NULL,
  region          VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  visitor_account VARCHAR(64)   NOT NULL,
  day             DATE          NOT NULL,
  manner          VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reached         BIT(1)        NOT NULL,
  content         VARCHAR(2000) NOT NULL,
  created_at      DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  KEY visit_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE visit_household (
  household_id  BINARY(16) NOT NULL,
  visit_id      BINARY(16) NOT NULL,
  PRIMARY KEY (household_id, visit_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE assistance_plan (
  id            BINARY(16)    NOT NULL,
  version       BIGINT        NOT NULL,
  household_id  BINARY(16)    NOT NULL,
  region        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  year          INT           NOT NULL,
  revision      INT           NOT NULL,
  state         VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  goals         TEXT          NOT NULL COMMENT 'JSON [{text, target, measures}]',
  written_by    VARCHAR(64)   NOT NULL,
  written_at    DATETIME(6)   NOT NULL,
  approved_by   VARCHAR(64)   NULL,
  approved_at   DATETIME(6)   NULL,
  PRIMARY KEY (id),
  UNIQUE KEY assistance_plan_once (household_id, year, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE measure (
  id            BINARY(16)    NOT NULL,
  version       BIGINT        NOT NULL,
  household_id  BINARY(16)    NOT NULL,
  region        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  category      VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title         VARCHAR(120)  NOT NULL,
  amount        DECIMAL(15,2) NULL,
  funds         VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  from_day      DATE          NOT NULL,
  to_day        DATE          NULL,
  provider      VARCHAR(120)  NULL,
  result        VARCHAR(500)  NULL,
  tags          VARCHAR(200)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recorded_by   VARCHAR(64)   NOT NULL,
  recorded_at   DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  KEY measure_household (household_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE request (
  id             BINARY(16)    NOT NULL,
  version        BIGINT        NOT NULL,
  region         VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  household_id   BINARY(16)    NULL,
  visit_id       BINARY(16)    NULL COMMENT 'the visit at which it was found',
  kind           VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  category       VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  urgency        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel        VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content        VARCHAR(2000) NOT NULL,
  due            DATE          NOT NULL,
  state          VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  opened_by      VARCHAR(64)   NOT NULL,
  opened_at      DATETIME(6)   NOT NULL,
  dispatched_to  VARCHAR(120)  NULL,
  answer         VARCHAR(2000) NULL,
  satisfaction   INT           NULL COMMENT '1 to 5, by the asker',
  solved_at      DATETIME(6)   NULL,
  PRIMARY KEY (id),
  KEY request_region (region, id),
  KEY request_household (household_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
