-- Thresholds of the risk rules by region and validity. A rule set is never edited: another one takes its place.
CREATE TABLE risk_rule_set (
  id          BINARY(16)    NOT NULL,
  region      VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: the whole country',
  revision    INT           NOT NULL COMMENT '1, 2, 3 … in each region',
  valid_from  DATE          NOT NULL,
  valid_to    DATE          NULL COMMENT 'last day; null: until replaced',
  thresholds  VARCHAR(4000) NOT NULL COMMENT 'JSON',
  source      VARCHAR(300)  NOT NULL,
  created_by  VARCHAR(64)   NOT NULL,
  created_at  DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY risk_rule_set_once (region, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO risk_rule_set (id, region, revision, valid_from, valid_to, thresholds, source, created_by, created_at) VALUES
  (UNHEX('0193000000007000800000000000B001'), '', 1, '2016-01-01', NULL,
   '{"nearLineFactor":"1.10","shockFactor":"2.00","incomeDropPercent":30,"medicalExpense":"20000.00","educationExpense":"15000.00","otherExpense":"20000.00","jobsLost":1,"visitDays":60,"switchedOff":[]}',
   '部署默认值,由各省以本省文件替换', 'system', '2016-01-01 00:00:00');

-- Blows to a household: expenses that it had to bear, work that was lost.
CREATE TABLE household_shock (
  id            BINARY(16)    NOT NULL,
  version       BIGINT        NOT NULL,
  household_id  BINARY(16)    NOT NULL,
  region        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind          VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'MEDICAL_EXPENSE EDUCATION_EXPENSE OTHER_EXPENSE JOB_LOSS',
  amount        DECIMAL(15,2) NULL COMMENT 'yuan that the household bears itself; null for lost work',
  day           DATE          NOT NULL,
  over_on       DATE          NULL COMMENT 'work found again, entry withdrawn',
  source        VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note          VARCHAR(300)  NULL,
  recorded_by   VARCHAR(64)   NOT NULL,
  recorded_at   DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  KEY household_shock_household (household_id, day, kind, over_on, amount)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE disaster (
  id          BINARY(16)   NOT NULL,
  version     BIGINT       NOT NULL,
  kind        VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day         DATE         NOT NULL,
  until_day   DATE         NULL COMMENT 'last day of its effect; null: until it is lifted',
  source      VARCHAR(300) NOT NULL,
  lifted_on   DATE         NULL,
  lift_reason VARCHAR(500) NULL,
  declared_by VARCHAR(64)  NOT NULL,
  declared_at DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY disaster_region (region, id),
  KEY disaster_open (lifted_on, day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- A night is taken by whichever replica inserts its row.
CREATE TABLE risk_night (
  day     DATE       NOT NULL,
  job_id  BINARY(16) NOT NULL,
  PRIMARY KEY (day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- An alert keeps the line and the rule set that were in force when it was raised or changed.
ALTER TABLE risk_alert
  ADD COLUMN line_id      BINARY(16)    NULL,
  ADD COLUMN line_amount  DECIMAL(15,2) NULL,
  ADD COLUMN rule_set_id  BINARY(16)    NULL;

-- Children who come of school age are found without reading the members themselves.
ALTER TABLE household_member
  ADD KEY member_school_age (household_id, schooling, birth_date, departed_on, education);
