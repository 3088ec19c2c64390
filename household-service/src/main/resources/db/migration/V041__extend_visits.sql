-- "Not visited for N days" has one definition: not since this day, the last visit that reached somebody or, where there was
-- none, the registration. An index reads it, so list, count, report and reminder ask the same column.
ALTER TABLE household
  ADD COLUMN unvisited_since DATE GENERATED ALWAYS AS (COALESCE(last_visited_on, CAST(created_at AS DATE))) VIRTUAL,
  ADD KEY household_unvisited (region, unvisited_since, id);

-- Day, outcome and village of a visit beside each household, so that coverage reads one index.
ALTER TABLE visit_household
  ADD COLUMN region VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'village of the household',
  ADD COLUMN day DATE NOT NULL DEFAULT '1970-01-01',
  ADD COLUMN reached BIT(1) NOT NULL DEFAULT b'0',
  ADD KEY visit_household_visit (visit_id),
  ADD KEY visit_household_coverage (region, day, reached, household_id);

UPDATE visit_household l JOIN visit v ON v.id = l.visit_id JOIN household h ON h.id = l.household_id
  SET l.region = h.region, l.day = v.day, l.reached = v.reached;

ALTER TABLE visit
  ADD KEY visit_day (region, day, id),
  ADD KEY visit_visitor (visitor_account, id);

-- What somebody began to note: only its author sees it; it becomes a visit of the same id when it is recorded.
CREATE TABLE visit_draft (
  id          BINARY(16)   NOT NULL,
  version     BIGINT       NOT NULL,
  account     VARCHAR(64)  NOT NULL,
  body        TEXT         NOT NULL COMMENT 'JSON, any field may be absent',
  created_at  DATETIME(6)  NOT NULL,
  updated_at  DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY visit_draft_account (account, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- A supervisor's question on a visit: asked, answered, closed.
CREATE TABLE visit_question (
  id           BINARY(16)    NOT NULL,
  version      BIGINT        NOT NULL,
  visit_id     BINARY(16)    NOT NULL,
  region       VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ASKED ANSWERED CLOSED',
  question     VARCHAR(1000) NOT NULL,
  asked_by     VARCHAR(64)   NOT NULL,
  asked_at     DATETIME(6)   NOT NULL,
  answer       VARCHAR(1000) NULL,
  answered_by  VARCHAR(64)   NULL,
  answered_at  DATETIME(6)   NULL,
  closed_by    VARCHAR(64)   NULL,
  closed_at    DATETIME(6)   NULL,
  PRIMARY KEY (id),
  KEY visit_question_visit (visit_id, id),
  KEY visit_question_region (region, state, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Of which households it was announced already that they are not visited, and since when.
CREATE TABLE visit_reminder (
  household_id    BINARY(16)  NOT NULL,
  unvisited_since DATE        NOT NULL,
  announced_on    DATE        NOT NULL,
  PRIMARY KEY (household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
