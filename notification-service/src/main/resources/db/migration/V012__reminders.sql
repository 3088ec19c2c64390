-- Reminders as data. Triggers read "event:property", "event:property?name=value" (or !=); "event@property" stops by group.
CREATE TABLE reminder_rule (
  id             BINARY(16)    NOT NULL,
  code           VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name_zh        VARCHAR(60)   NOT NULL,
  name_en        VARCHAR(60)   NOT NULL,
  starts         VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'triggers, comma-separated',
  stops          VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'triggers, comma-separated',
  group_property VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the starting event',
  anchor         VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'property with the day that the delay counts from; null: the event',
  delay          VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ISO 8601, may be negative with an anchor',
  repeat_every   VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  most           INT           NOT NULL COMMENT 'reminders at most',
  escalate_after INT           NOT NULL COMMENT 'from the reminder after these the supervisor is told too; 0: never',
  recipients     VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unless         VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what makes a reminder needless when it is due',
  active         BOOLEAN       NOT NULL,
  author         VARCHAR(64)   NOT NULL,
  updated_at     DATETIME(6)   NOT NULL,
  version        BIGINT        NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY reminder_rule_code (code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- One matter that is waited for; a stopped one stays for a week, so that a start that arrives late finds it.
CREATE TABLE reminder (
  id          BINARY(16)  NOT NULL,
  rule_id     BINARY(16)  NOT NULL,
  subject     BINARY(16)  NOT NULL,
  group_id    BINARY(16)  NULL,
  region      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  event_id    BINARY(16)  NOT NULL COMMENT 'that started or stopped it',
  due         VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'day of the anchor',
  state       VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WAITING DONE STOPPED',
  sent        INT         NOT NULL,
  escalated   BOOLEAN     NOT NULL,
  next_at     DATETIME(6) NOT NULL,
  occurred_at DATETIME(6) NOT NULL COMMENT 'of the event',
  updated_at  DATETIME(6) NOT NULL,
  version     BIGINT      NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY reminder_matter (rule_id, subject),
  KEY reminder_group (rule_id, group_id),
  KEY reminder_due (state, next_at),
  KEY reminder_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO reminder_rule (id, code, name_zh, name_en, starts, stops, group_property, anchor, delay, repeat_every, most, escalate_after, recipients, unless, active, author, updated_at, version) VALUES
  (UNHEX('0193e0c4b00070008000000000001001'), 'VISIT_OVERDUE', '走访超期', 'Visit overdue', 'visit-overdue:householdId', 'visit-recorded:householdIds?reached=true,household-closed:householdId', NULL, NULL, 'P3D', 'P7D', 6, 2, 'HELPERS,VILLAGE', 'NEVER', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001002'), 'EVALUATION_UNFINISHED', '评议未完成', 'Evaluation unfinished', 'task-assigned:taskId,task-extended:taskId', 'cycle-closed@cycleId', 'cycleId', 'due', '-P7D', 'P3D', 4, 2, 'PERSON,ASSIGNED', 'NEVER', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001003'), 'PUBLICITY_ENDING', '公示即将结束', 'Publicity ending', 'pairing-publicised:pairingId', 'pairing-confirmed:pairingId,pairing-withdrawn:pairingId', NULL, NULL, 'P6D', 'P3D', 4, 2, 'TOWNSHIP', 'NEVER', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001004'), 'TERM_ENDING', '结对期限将至', 'Term of a pairing ending', 'pairing-confirmed:pairingId,pairing-resumed:pairingId', 'pairing-completed:pairingId,pairing-ended:pairingId,pairing-replaced:pairingId', NULL, 'to', '-P30D', 'P10D', 5, 3, 'PARTIES,TOWNSHIP', 'NO_ANCHOR', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001005'), 'SCHOOL_ALERT', '儿童失学', 'Child out of school', 'risk-alert-raised:householdId?reasons=CHILD_OUT_OF_SCHOOL,risk-alert-changed:householdId?reasons=CHILD_OUT_OF_SCHOOL', 'risk-alert-cleared:householdId,risk-alert-changed:householdId?reasons!=CHILD_OUT_OF_SCHOOL', NULL, NULL, 'P1D', 'P2D', 10, 1, 'HELPERS,VILLAGE,TOWNSHIP', 'NEVER', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001006'), 'HELPER_IDLE', '帮扶人未结对', 'Idle helper', 'helper-registered:helperId,pairing-ended:helper.id,pairing-completed:helper.id,pairing-replaced:helper.id', 'pairing-confirmed:helper.id', NULL, NULL, 'P30D', 'P30D', 6, 2, 'LOWEST', 'HELPER_ACTIVE', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001007'), 'GAP', '无人帮扶', 'Household without helper', 'gap-opened:householdId', 'gap-closed:householdId,household-closed:householdId', NULL, NULL, 'P7D', 'P7D', 8, 2, 'TOWNSHIP', 'HOUSEHOLD_HELPED', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001008'), 'REQUEST_OVERDUE', '诉求超期', 'Request overdue', 'request-overdue:requestId', 'request-solved:requestId,request-reopened:requestId', NULL, NULL, 'P2D', 'P3D', 8, 1, 'PERSON,VILLAGE', 'NEVER', TRUE, 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000001009'), 'CASE_OVERDUE', '监测识别超期', 'Risk case overdue', 'risk-case-overdue:caseId', 'risk-case-advanced:caseId', NULL, NULL, 'P2D', 'P3D', 8, 1, 'VILLAGE,TOWNSHIP', 'NEVER', TRUE, 'shipped', '2026-01-01', 0);

-- That an office got its digest of the week: unique, so that it gets one.
CREATE TABLE reminder_digest (
  mailbox VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  week    DATE         NOT NULL COMMENT 'its Monday',
  PRIMARY KEY (mailbox, week)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
