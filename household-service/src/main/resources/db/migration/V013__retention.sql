-- What is forgotten, and after how long; the rule of the longest matching region counts.
CREATE TABLE retention_rule (
  subject    VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'CLOSED_HOUSEHOLD DEPARTED_MEMBER',
  region     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: everywhere',
  months     INT          NOT NULL,
  source     VARCHAR(300) NOT NULL COMMENT 'the document that says so',
  version    BIGINT       NOT NULL,
  updated_at DATETIME(6)  NOT NULL,
  updated_by VARCHAR(64)  NOT NULL,
  PRIMARY KEY (subject, region)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO retention_rule (subject, region, months, source, version, updated_at, updated_by) VALUES
  ('CLOSED_HOUSEHOLD', '', 120, '部署默认值,由各省以本省档案管理规定更正', 0, '2026-01-01 00:00:00', 'system'),
  ('DEPARTED_MEMBER',  '', 120, '部署默认值,由各省以本省档案管理规定更正', 0, '2026-01-01 00:00:00', 'system');

-- As long as one is in force nothing of the household is forgotten.
CREATE TABLE legal_hold (
  id                BINARY(16)   NOT NULL,
  version           BIGINT       NOT NULL,
  household_id      BINARY(16)   NOT NULL,
  held_household_id BINARY(16)   NULL COMMENT 'the household as long as the hold is in force',
  region            VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason            VARCHAR(500) NOT NULL,
  set_at            DATETIME(6)  NOT NULL,
  set_by            VARCHAR(64)  NOT NULL,
  lift_reason       VARCHAR(500) NULL,
  lifted_at         DATETIME(6)  NULL,
  lifted_by         VARCHAR(64)  NULL,
  PRIMARY KEY (id),
  KEY legal_hold_household (household_id, id),
  KEY legal_hold_in_force (held_household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

ALTER TABLE household_member
  ADD COLUMN anonymised_at DATETIME(6) NULL,
  ADD KEY member_departed (departed_on, id);
