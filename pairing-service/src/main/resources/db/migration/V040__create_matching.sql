-- One run of the matching: what was asked, how far the search is, what became of it. The job has the same id.
CREATE TABLE matching (
  id           BINARY(16)   NOT NULL COMMENT 'of its job',
  version      BIGINT       NOT NULL,
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  programme    VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SEARCHING PROPOSED PUBLISHING PUBLISHED DROPPED',
  first_day    DATE         NOT NULL,
  last_day     DATE         NULL,
  request      MEDIUMTEXT   NOT NULL COMMENT 'JSON: locks, vetoes, weights, time limit, seed',
  based_on     BINARY(16)   NULL COMMENT 'the run whose proposal was edited',
  value        BIGINT       NULL COMMENT 'best so far, lower is better',
  bound        BIGINT       NULL COMMENT 'proven: nothing is lower',
  optimal      BIT(1)       NOT NULL,
  places       INT          NOT NULL,
  matched      INT          NOT NULL,
  kept         INT          NOT NULL COMMENT 'present pairings that stay',
  what_if      MEDIUMTEXT   NULL COMMENT 'JSON',
  publication  BINARY(16)   NULL COMMENT 'job that publishes',
  created_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  updated_at   DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY matching_region (region, id),
  KEY matching_state (state, region)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- One missing place of a household in a run: who is proposed for it, or why nobody.
CREATE TABLE matching_line (
  matching_id  BINARY(16)   NOT NULL,
  number       INT          NOT NULL,
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'division of the household',
  household_id BINARY(16)   NOT NULL,
  helper_id    BINARY(16)   NULL COMMENT 'null: the place stays open',
  score        INT          NULL,
  locked       BIT(1)       NOT NULL,
  explanation  TEXT         NOT NULL COMMENT 'JSON: points by rule, or helpers kept away by rule',
  pairing_id   BINARY(16)   NULL COMMENT 'what the publication made of it',
  refusal      VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'why the publication was refused',
  PRIMARY KEY (matching_id, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- One row per province: its lock orders the starts of runs, so that two of them never cover one region.
CREATE TABLE matching_gate (
  province CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (province)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
