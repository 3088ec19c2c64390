-- Renames, splits, merges and new codes of divisions, each with its day and document (HH-01).
CREATE TABLE region_change (
  id           BINARY(16)   NOT NULL,
  kind         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RENAME MERGE SPLIT RECODE',
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the nearest division that holds all concerned',
  effective_on DATE         NOT NULL COMMENT 'first day of the new state',
  source       VARCHAR(300) NOT NULL COMMENT 'document',
  recorded_by  VARCHAR(64)  NOT NULL,
  recorded_at  DATETIME(6)  NOT NULL,
  move_job     BINARY(16)   NULL COMMENT 'the job that moves the households; null: none have to move by themselves',
  PRIMARY KEY (id),
  KEY region_change_day (effective_on, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Which division became which, also for the divisions below that were carried along. A rename names its own code twice.
CREATE TABLE region_succession (
  predecessor  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  effective_on DATE         NOT NULL,
  successor    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  change_id    BINARY(16)   NOT NULL,
  former_name  VARCHAR(100) NOT NULL COMMENT 'name of the predecessor until then',
  PRIMARY KEY (predecessor, effective_on, successor),
  KEY region_succession_back (successor, effective_on),
  KEY region_succession_change (change_id),
  KEY region_succession_name (former_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Households that a change of divisions moved, so that figures can be asked by old boundaries.
CREATE TABLE household_move (
  household_id BINARY(16)   NOT NULL,
  moved_on     DATE         NOT NULL COMMENT 'effective day of the change',
  from_village VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_village   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  change_id    BINARY(16)   NOT NULL,
  PRIMARY KEY (household_id, moved_on, from_village),
  KEY household_move_from (from_village, moved_on)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
