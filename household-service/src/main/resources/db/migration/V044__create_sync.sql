-- Operations made offline: the first result of each, per account, written with its effect.
CREATE TABLE sync_operation (
  account      VARCHAR(64)  NOT NULL,
  id           BINARY(16)   NOT NULL COMMENT 'given by the client',
  fingerprint  BINARY(32)   NOT NULL,
  result       MEDIUMTEXT   NULL COMMENT 'JSON; null only inside the transaction of the effect',
  created_at   DATETIME(6)  NOT NULL,
  PRIMARY KEY (account, id),
  KEY sync_operation_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- For which record an id stands that a client gave.
CREATE TABLE sync_identity (
  account      VARCHAR(64)  NOT NULL,
  client_id    BINARY(16)   NOT NULL,
  id           BINARY(16)   NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  PRIMARY KEY (account, client_id),
  KEY sync_identity_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
