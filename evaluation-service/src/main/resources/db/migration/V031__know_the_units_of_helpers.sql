-- Both units may evaluate (EV-03): the one where the pairing is, and the one that sent the helper, by its level and region.

CREATE TABLE helper_unit (
  helper_id  BINARY(16)  NOT NULL,
  unit_level VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (helper_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
