-- What a side of a pairing asks to be changed, by when it is to be decided, and the decision (PA-10).
CREATE TABLE change_request (
  id         BINARY(16)   NOT NULL,
  version    BIGINT       NOT NULL,
  pairing_id BINARY(16)   NOT NULL,
  region     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the pairing',
  side       VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  wish       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason     VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text       VARCHAR(1000) NOT NULL,
  raised_by  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  raised_at  DATETIME(6)  NOT NULL,
  due        DATE         NOT NULL COMMENT 'last day of the deadline',
  state      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer     VARCHAR(1000) NULL,
  decided_by VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_at DATETIME(6)  NULL,
  open_key   BINARY(16)   GENERATED ALWAYS AS (IF(state = 'OPEN', pairing_id, NULL)) STORED
    COMMENT 'one open request per pairing and side',
  PRIMARY KEY (id),
  UNIQUE KEY change_request_open (open_key, side),
  KEY change_request_pairing (pairing_id, id),
  KEY change_request_region (region, state, due)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
