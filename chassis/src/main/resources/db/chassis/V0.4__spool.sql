-- Uploaded files in pieces, so that any replica can go on with a job, and what became of their rows.

CREATE TABLE spool (
  id         BINARY(16)   NOT NULL,
  region     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  format     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  charset    VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  size       BIGINT       NULL COMMENT 'bytes; null while the upload is running',
  sha256     BINARY(32)   NULL,
  created_by VARCHAR(64)  NOT NULL,
  created_at DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY spool_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE spool_chunk (
  spool_id BINARY(16) NOT NULL,
  seq      INT        NOT NULL,
  data     MEDIUMBLOB NOT NULL,
  PRIMARY KEY (spool_id, seq)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE row_report (
  job_id     BINARY(16) NOT NULL,
  first_line BIGINT     NOT NULL,
  last_line  BIGINT     NOT NULL,
  created    INT        NOT NULL,
  updated    INT        NOT NULL,
  unchanged  INT        NOT NULL,
  refused    INT        NOT NULL,
  entries    MEDIUMTEXT NOT NULL COMMENT 'JSON: the reports of these rows',
  PRIMARY KEY (job_id, first_line)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
