-- Long work, done by whichever replica takes it.

CREATE TABLE job (
  id           BINARY(16)   NOT NULL,
  kind         VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'QUEUED RUNNING SUCCEEDED FAILED CANCELLED',
  due_at       DATETIME(6)  NULL COMMENT 'queued: may start; running: lease of the owner ends; otherwise null',
  owner        VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  epoch        BIGINT       NOT NULL DEFAULT 0 COMMENT 'fencing token: one more for every take-over',
  failures     INT          NOT NULL DEFAULT 0 COMMENT 'starts since the last checkpoint',
  parameters   MEDIUMTEXT   NOT NULL COMMENT 'JSON of the job''s own kind',
  progress     MEDIUMTEXT   NULL COMMENT 'JSON: where the handler goes on',
  processed    BIGINT       NOT NULL DEFAULT 0,
  total        BIGINT       NULL,
  result       MEDIUMTEXT   NULL COMMENT 'JSON of the job''s own kind',
  error_code   VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  error_zh     VARCHAR(500) NULL,
  error_en     VARCHAR(500) NULL,
  created_by   VARCHAR(64)  NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  started_at   DATETIME(6)  NULL,
  resumed_at   DATETIME(6)  NULL,
  resumed_from BIGINT       NOT NULL DEFAULT 0,
  finished_at  DATETIME(6)  NULL,
  PRIMARY KEY (id),
  KEY job_due (due_at),
  KEY job_kind (kind, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
