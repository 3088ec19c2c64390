-- Money with a budget. What is allocated never exceeds the total: every allocation is one conditional update of this row.
CREATE TABLE fund (
  id           BINARY(16)    NOT NULL,
  version      BIGINT        NOT NULL,
  name         VARCHAR(120)  NOT NULL,
  source       VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region       VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'for households below it',
  year         INT           NOT NULL,
  total        DECIMAL(15,2) NOT NULL,
  allocated    DECIMAL(15,2) NOT NULL COMMENT 'by plans, by projects, and by measures outside both',
  created_by   VARCHAR(64)   NOT NULL,
  created_at   DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY fund_once (region, year, name),
  CONSTRAINT fund_not_overdrawn CHECK (allocated BETWEEN 0 AND total)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- What the present revision of a household's plan of a year gets of a fund, and what its measures have spent of that.
CREATE TABLE plan_budget (
  household_id  BINARY(16)    NOT NULL,
  year          INT           NOT NULL,
  fund_id       BINARY(16)    NOT NULL,
  amount        DECIMAL(15,2) NOT NULL,
  spent         DECIMAL(15,2) NOT NULL,
  PRIMARY KEY (household_id, year, fund_id),
  KEY plan_budget_fund (fund_id),
  CONSTRAINT plan_budget_not_overdrawn CHECK (spent BETWEEN 0 AND amount)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- A project or training class that reaches many households; each has its share as a measure.
CREATE TABLE project (
  id           BINARY(16)    NOT NULL,
  version      BIGINT        NOT NULL,
  region       VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind         VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PROJECT TRAINING_CLASS',
  state        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RUNNING COMPLETED',
  name         VARCHAR(120)  NOT NULL,
  category     VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund_id      BINARY(16)    NULL,
  amount       DECIMAL(15,2) NULL,
  from_day     DATE          NOT NULL,
  to_day       DATE          NULL,
  provider     VARCHAR(120)  NULL,
  result       VARCHAR(500)  NULL,
  tags         VARCHAR(200)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  households   INT           NOT NULL,
  recorded_by  VARCHAR(64)   NOT NULL,
  recorded_at  DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  KEY project_region (region, id),
  KEY project_fund (fund_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE project_session (
  project_id  BINARY(16)   NOT NULL,
  day         DATE         NOT NULL,
  present     INT          NOT NULL,
  noted_by    VARCHAR(64)  NOT NULL,
  noted_at    DATETIME(6)  NOT NULL,
  PRIMARY KEY (project_id, day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Households that were present; who is not named was absent.
CREATE TABLE project_attendance (
  project_id    BINARY(16)  NOT NULL,
  day           DATE        NOT NULL,
  household_id  BINARY(16)  NOT NULL,
  PRIMARY KEY (project_id, day, household_id),
  KEY project_attendance_household (project_id, household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

ALTER TABLE measure
  ADD COLUMN fund_id     BINARY(16)  NULL,
  ADD COLUMN project_id  BINARY(16)  NULL,
  ADD COLUMN plan_year   INT         NULL COMMENT 'of the plan that it carries out',
  ADD COLUMN goal        INT         NULL COMMENT 'of that plan, from 0',
  ADD UNIQUE KEY measure_project (project_id, household_id),
  ADD KEY measure_fund (fund_id, category, amount),
  ADD KEY measure_region (region, id);

ALTER TABLE assistance_plan
  ADD COLUMN budget        TEXT          NULL COMMENT 'JSON [{fundId, amount}]',
  ADD COLUMN agreed_on     DATE          NULL COMMENT 'day on which the household agreed',
  ADD COLUMN decision_note VARCHAR(1000) NULL COMMENT 'why it was sent back';
