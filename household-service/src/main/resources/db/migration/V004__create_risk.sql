CREATE TABLE risk_alert (
  id                BINARY(16)    NOT NULL,
  version           BIGINT        NOT NULL,
  household_id      BINARY(16)    NOT NULL,
  household_number  VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region            VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  open_household_id BINARY(16)    NULL COMMENT 'the household as long as the alert is open: one open alert each',
  reasons           VARCHAR(4000) NOT NULL COMMENT 'JSON [{code, figures}]',
  raised_at         DATETIME(6)   NOT NULL,
  changed_at        DATETIME(6)   NOT NULL,
  cleared_at        DATETIME(6)   NULL,
  PRIMARY KEY (id),
  UNIQUE KEY risk_alert_open_once (open_household_id),
  KEY risk_alert_region (region, id),
  KEY risk_alert_household (household_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE risk_case (
  id                BINARY(16)    NOT NULL,
  version           BIGINT        NOT NULL,
  household_id      BINARY(16)    NOT NULL,
  household_number  VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region            VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  open_household_id BINARY(16)    NULL COMMENT 'the household as long as the case is open: one open case each',
  origin            VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  urgency           VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state             VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  category          VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  risks             VARCHAR(200)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  alert_id          BINARY(16)    NULL,
  opened_at         DATETIME(6)   NOT NULL,
  due               DATE          NOT NULL COMMENT 'by when the county has to decide',
  publicised_until  DATE          NULL,
  monitored_from    DATE          NULL,
  eliminated_on     DATE          NULL,
  PRIMARY KEY (id),
  UNIQUE KEY risk_case_open_once (open_household_id),
  KEY risk_case_region (region, id),
  KEY risk_case_household (household_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE risk_case_step (
  case_id     BINARY(16)    NOT NULL,
  id          BINARY(16)    NOT NULL,
  at          DATETIME(6)   NOT NULL,
  actor       VARCHAR(64)   NOT NULL,
  from_state  VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  to_state    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  decision    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note        VARCHAR(1000) NULL,
  details     VARCHAR(4000) NOT NULL COMMENT 'JSON: visitors, fields sent back, after-snapshot',
  PRIMARY KEY (case_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
