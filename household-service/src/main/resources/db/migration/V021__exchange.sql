-- Codes of other systems: the same list of ours may be numbered differently in each system and at each time.
CREATE TABLE code_mapping (
  id          BINARY(16)   NOT NULL,
  system_name VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kebab case',
  list_name   VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'as in code-lists',
  our_code    VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  their_code  VARCHAR(60)  NOT NULL,
  valid_from  DATE         NOT NULL,
  valid_to    DATE         NULL COMMENT 'last day; null: until replaced',
  updated_by  VARCHAR(64)  NOT NULL,
  updated_at  DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY code_mapping_once (system_name, list_name, our_code, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- What another system wants: columns of ours in its order, under its titles, in its codes.
CREATE TABLE outward_template (
  name        VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kebab case',
  version     BIGINT        NOT NULL,
  kind        VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kind of export',
  title       VARCHAR(100)  NOT NULL,
  columns     TEXT          NOT NULL COMMENT 'JSON [{field, header, system}]',
  updated_by  VARCHAR(64)   NOT NULL,
  updated_at  DATETIME(6)   NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
