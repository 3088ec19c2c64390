-- The survey without account (EV-06). Tokens are derived from the seed of their batch and stored as keyed hashes only.
-- Nothing links a token to a household, and nothing links a used token to its answer: neither has a time or an order.

CREATE TABLE survey_batch (
  id         BINARY(16)     NOT NULL,
  cycle_id   BINARY(16)     NOT NULL,
  village    VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number     INT            NOT NULL COMMENT '1 upwards per cycle and village',
  seed       VARBINARY(200) NOT NULL COMMENT 'encrypted; the tokens follow from it',
  slips      INT            NOT NULL,
  created_by VARCHAR(64)    NOT NULL,
  created_at DATETIME(6)    NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY survey_batch_number (cycle_id, village, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE survey_token (
  token_hash   BINARY(32)  NOT NULL,
  batch_id     BINARY(16)  NOT NULL,
  subject_id   BINARY(16)  NOT NULL,
  subject_role VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  used         BOOLEAN     NOT NULL,
  PRIMARY KEY (token_hash),
  KEY survey_token_batch (batch_id, subject_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE survey_answer (
  cycle_id   BINARY(16) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  id         BINARY(16) NOT NULL COMMENT 'random, so that the order of rows tells nothing',
  content    BLOB       NOT NULL,
  PRIMARY KEY (cycle_id, subject_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
