-- What a validation, which stores nothing, has seen of its file: so that it finds a person or household twice however far apart.
CREATE TABLE import_seen (
  import_id BINARY(16) NOT NULL,
  seen      BINARY(16) NOT NULL COMMENT 'first half of a keyed hash',
  PRIMARY KEY (import_id, seen)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
