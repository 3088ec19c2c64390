-- What an import said of a household last: while the household is as the import left it, the same again changes nothing.
CREATE TABLE household_import (
  household_id BINARY(16) NOT NULL,
  version      BIGINT     NOT NULL COMMENT 'of the household after the import',
  digest       BINARY(32) NOT NULL COMMENT 'keyed hash of the rows',
  PRIMARY KEY (household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
