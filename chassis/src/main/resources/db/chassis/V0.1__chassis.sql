-- What the chassis keeps in every service's own schema.

CREATE TABLE idempotency_key (
  id          BINARY(32)      NOT NULL COMMENT 'SHA-256 of client, user and key',
  fingerprint BINARY(32)      NOT NULL COMMENT 'SHA-256 of method, target and body',
  status      SMALLINT        NULL,
  location    VARCHAR(255)    NULL,
  etag        VARCHAR(40)     NULL,
  body        MEDIUMBLOB      NULL,
  created_at  DATETIME(6)     NOT NULL,
  PRIMARY KEY (id),
  KEY idempotency_key_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Rows are here exactly as long as they are not on the log. The relay deletes them after the broker's acknowledgement.
CREATE TABLE outbox (
  id           BIGINT       NOT NULL AUTO_INCREMENT,
  event_id     BINARY(16)   NOT NULL,
  topic        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  event_key    BINARY(16)   NOT NULL,
  type         VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred_at  DATETIME(6)  NOT NULL,
  trace_parent VARCHAR(55)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  data         MEDIUMBLOB   NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE inbox (
  event_id    BINARY(16)  NOT NULL,
  received_at DATETIME(6) NOT NULL,
  PRIMARY KEY (event_id),
  KEY inbox_age (received_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE lease (
  name       VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner      VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  held_until DATETIME(6)  NOT NULL,
  epoch      BIGINT       NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE audit_entry (
  id          BINARY(16)   NOT NULL,
  at          DATETIME(6)  NOT NULL,
  actor       VARCHAR(64)  NOT NULL,
  client      VARCHAR(64)  NOT NULL,
  action      VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource    VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource_id VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  details     VARCHAR(2000) NULL,
  PRIMARY KEY (id),
  KEY audit_entry_resource (resource_id, id),
  KEY audit_entry_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE history_entry (
  resource_id BINARY(16)   NOT NULL,
  id          BINARY(16)   NOT NULL,
  resource    VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version     BIGINT       NOT NULL,
  at          DATETIME(6)  NOT NULL,
  actor       VARCHAR(64)  NOT NULL,
  source      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason      VARCHAR(500) NULL,
  changes     JSON         NOT NULL COMMENT '[{field, from, to}], personal data masked',
  PRIMARY KEY (resource_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
