-- What the data-quality rules found (HH-18). A finding is one row for ever: it is resolved, found again, waived.
CREATE TABLE quality_finding (
  id               BINARY(16)   NOT NULL,
  version          BIGINT       NOT NULL,
  household_id     BINARY(16)   NOT NULL,
  household_number VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'village',
  rule             VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code of the catalogue',
  subject          BINARY(16)   NOT NULL COMMENT 'member or measure concerned, or the household itself; never a value',
  severity         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WARN BLOCK',
  state            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OPEN WAIVED RESOLVED',
  office           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'division whose office owns it',
  assignee         VARCHAR(64)  NULL COMMENT 'account; null: anybody of the office',
  due              DATE         NOT NULL,
  found_at         DATETIME(6)  NOT NULL COMMENT 'when it was found first, or again',
  times            INT          NOT NULL COMMENT 'how often it was found anew',
  resolved_at      DATETIME(6)  NULL,
  waived_until     DATE         NULL COMMENT 'last day of the waiver',
  waiver_reason    VARCHAR(500) NULL,
  waived_by        VARCHAR(64)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY quality_finding_once (household_id, rule, subject),
  KEY quality_finding_region (region, id),
  KEY quality_finding_counts (state, region, due),
  KEY quality_finding_assignee (assignee, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- One row: whoever moves last_day on starts that night's run; changed_since is where the next one looks for changes.
CREATE TABLE quality_night (
  id            INT         NOT NULL,
  last_day      DATE        NOT NULL,
  changed_since DATETIME(6) NULL COMMENT 'null: nothing was ever checked, everything is',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO quality_night (id, last_day, changed_since) VALUES (1, '2000-01-01', NULL);

-- Persons of one name and birth date in several households.
ALTER TABLE household_member ADD KEY member_birth_name (birth_date, name);
