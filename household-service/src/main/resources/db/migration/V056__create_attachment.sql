-- Files of records. The row comes before the bytes and goes after them, so that no bytes are ever without a row.
CREATE TABLE attachment (
  id            BINARY(16)    NOT NULL,
  version       BIGINT        NOT NULL,
  owner_kind    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'HOUSEHOLD VISIT RISK_CASE REQUEST MEASURE',
  owner_id      BINARY(16)    NOT NULL,
  region        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the owner when it was uploaded, for audit',
  state         VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'UPLOADING STORED DELETED',
  file_name     VARCHAR(200)  NOT NULL COMMENT 'long numbers masked',
  media_type    VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  size          BIGINT        NOT NULL COMMENT 'bytes, clear; reserved while uploading',
  sha256        VARBINARY(32) NULL COMMENT 'of the clear bytes',
  created_by    VARCHAR(64)   NOT NULL,
  created_at    DATETIME(6)   NOT NULL,
  changed_at    DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  KEY attachment_owner (owner_kind, owner_id, id),
  KEY attachment_leftover (state, changed_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
