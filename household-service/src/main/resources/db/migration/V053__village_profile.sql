-- What an office knows of a village beside its code (HH-02). No personal data.
CREATE TABLE village_profile (
  village    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id         BINARY(16)   NOT NULL COMMENT 'made of the code by name: key of events and of the change feed',
  version    BIGINT       NOT NULL,
  traits     VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WEAK DISORDERLY POOR INDUSTRIAL, comma-separated',
  water      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'GOOD PARTIAL NONE UNKNOWN, as all infrastructure',
  road       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  drainage   VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  waste      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  greening   VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  updated_at DATETIME(6)  NOT NULL,
  updated_by VARCHAR(64)  NOT NULL,
  PRIMARY KEY (village),
  UNIQUE KEY village_profile_id (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE village_income (
  village VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  year    INT           NOT NULL,
  income  DECIMAL(15,2) NULL COMMENT 'collective income, yuan',
  goal    DECIMAL(15,2) NULL,
  PRIMARY KEY (village, year)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE grid_cell (
  village VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code    VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name    VARCHAR(60)  NOT NULL,
  keeper  VARCHAR(64)  NULL COMMENT 'account',
  PRIMARY KEY (village, code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE household_cell (
  household_id BINARY(16)  NOT NULL,
  village      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cell         VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (household_id),
  KEY household_cell_cell (village, cell, household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
