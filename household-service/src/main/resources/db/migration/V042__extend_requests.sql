-- Whom a request was given to, whom a complaint is about, and how often it came back.
ALTER TABLE request
  ADD COLUMN handler_kind     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'OFFICE PERSON EXPERT',
  ADD COLUMN handler_account  VARCHAR(64)  NULL,
  ADD COLUMN dispatched_at    DATETIME(6)  NULL,
  ADD COLUMN answered_at      DATETIME(6)  NULL,
  ADD COLUMN about_account    VARCHAR(64)  NULL COMMENT 'complaints: the person complained about, who never sees it',
  ADD COLUMN about_region     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'complaints: division of the office complained about; seen only above it',
  ADD COLUMN reopened         INT          NOT NULL DEFAULT 0,
  ADD COLUMN overdue_announced DATE        NULL COMMENT 'the due date whose passing was announced',
  ADD KEY request_due (state, due, id),
  ADD KEY request_handler (handler_account, id),
  ADD KEY request_opened (region, opened_at);

-- What happened to a request, step by step.
CREATE TABLE request_step (
  request_id  BINARY(16)    NOT NULL,
  id          BINARY(16)    NOT NULL,
  at          DATETIME(6)   NOT NULL,
  actor       VARCHAR(64)   NOT NULL,
  from_state  VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  to_state    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note        VARCHAR(2000) NULL,
  PRIMARY KEY (request_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
