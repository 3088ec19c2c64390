CREATE TABLE note (
  id         BINARY(16)   NOT NULL,
  version    BIGINT       NOT NULL,
  title      VARCHAR(100) NOT NULL,
  amount     DECIMAL(15, 2) NULL,
  phone      VARBINARY(255) NULL,
  region     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY note_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE seen (
  n        BIGINT     NOT NULL AUTO_INCREMENT,
  event_id BINARY(16) NOT NULL,
  text     VARCHAR(100) NOT NULL,
  PRIMARY KEY (n)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
