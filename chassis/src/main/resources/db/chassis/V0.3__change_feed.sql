-- Changes wait here, written in the transaction that makes them, until the sequencer moves them into the feed.
-- Taken by presence, so it does not matter in which order transactions commit.
CREATE TABLE change_pending (
  id          BINARY(16)   NOT NULL,
  resource    VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource_id BINARY(16)   NOT NULL,
  region      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version     BIGINT       NOT NULL,
  operation   CHAR(6)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'UPSERT REMOVE',
  changed_at  DATETIME(6)  NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The feed: positions without gaps, visible in their order. Bodies are read from the records themselves.
CREATE TABLE change_entry (
  position    BIGINT       NOT NULL,
  resource    VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource_id BINARY(16)   NOT NULL,
  region      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version     BIGINT       NOT NULL,
  operation   CHAR(6)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  changed_at  DATETIME(6)  NOT NULL,
  PRIMARY KEY (position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE change_head (
  name     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position BIGINT      NOT NULL COMMENT 'the last position that was given',
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO change_head (name, position) VALUES ('feed', 0);
