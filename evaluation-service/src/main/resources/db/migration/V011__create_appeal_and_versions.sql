-- Corrections as new versions with reasons (EV-10), appeals (EV-09). What was published is never overwritten.

CREATE TABLE evaluation_result_version (
  result_id      BINARY(16)    NOT NULL,
  number         INT           NOT NULL COMMENT '1 is what the cycle found; each correction is the next one',
  score          DECIMAL(5, 2) NULL,
  score_withheld BOOLEAN       NOT NULL,
  band           VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  trace          MEDIUMBLOB    NOT NULL COMMENT 'encrypted',
  reason         VARBINARY(4200) NULL COMMENT 'encrypted; why it was replaced, null for the first',
  decided_by     VARCHAR(64)   NULL,
  appeal_id      BINARY(16)    NULL,
  created_at     DATETIME(6)   NOT NULL,
  PRIMARY KEY (result_id, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

ALTER TABLE evaluation_result ADD COLUMN revision INT NOT NULL DEFAULT 1 COMMENT 'number of the version that counts';

CREATE TABLE appeal (
  id              BINARY(16)      NOT NULL,
  result_id       BINARY(16)      NOT NULL,
  result_revision INT             NOT NULL COMMENT 'against which version',
  cycle_id        BINARY(16)      NOT NULL,
  account         VARCHAR(64)     NOT NULL,
  region          VARCHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state           VARCHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  grounds         VARBINARY(8200) NOT NULL COMMENT 'encrypted',
  recheck_agrees  BOOLEAN         NULL COMMENT 'whether the recomputation from the trace gave the same',
  rechecked_by    VARCHAR(64)     NULL,
  decision_reason VARBINARY(8200) NULL COMMENT 'encrypted',
  decided_by      VARCHAR(64)     NULL,
  decided_at      DATETIME(6)     NULL,
  created_at      DATETIME(6)     NOT NULL,
  updated_at      DATETIME(6)     NOT NULL,
  version         BIGINT          NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY appeal_once (result_id, result_revision),
  KEY appeal_region (region, id),
  KEY appeal_account (account, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
