-- The procedure runs twice: to the monitoring, and to its end. Each step has its own last day.
ALTER TABLE risk_case
  MODIFY COLUMN state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ADD COLUMN step_due         DATE          NULL COMMENT 'last day of the present step; null: it has none',
  ADD COLUMN overdue_on       DATE          NULL COMMENT 'the day on which the present step was announced as overdue',
  ADD COLUMN green_channel_on DATE          NULL COMMENT 'help was given first, the files follow',
  ADD COLUMN sent_back        VARCHAR(3500) NULL COMMENT 'JSON: what has to be corrected; null: nothing',
  ADD COLUMN line_id          BINARY(16)    NULL COMMENT 'the monitoring line in force at the clue, then at the approval',
  ADD COLUMN line_amount      DECIMAL(15,2) NULL,
  ADD KEY risk_case_step_due (overdue_on, step_due, id),
  ADD KEY risk_case_state (state, region, id);
UPDATE risk_case SET step_due = due
  WHERE state IN ('CLUE', 'VERIFIED', 'APPRAISED', 'PUBLICISED', 'REVIEWED');

ALTER TABLE risk_case_step
  MODIFY COLUMN from_state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
  MODIFY COLUMN to_state   VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  MODIFY COLUMN decision   VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL;

-- What was said against a publicity, and the answer to it.
CREATE TABLE risk_case_objection (
  case_id      BINARY(16)    NOT NULL,
  id           BINARY(16)    NOT NULL,
  content      VARCHAR(1000) NOT NULL,
  noted_by     VARCHAR(64)   NOT NULL,
  noted_at     DATETIME(6)   NOT NULL,
  answer       VARCHAR(1000) NULL,
  upheld       BIT(1)        NULL,
  answered_by  VARCHAR(64)   NULL,
  answered_at  DATETIME(6)   NULL,
  PRIMARY KEY (case_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
