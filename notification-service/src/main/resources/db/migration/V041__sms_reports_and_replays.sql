-- Reports of the SMS provider that came before it was noted that their message was sent.
CREATE TABLE sms_report (
  reference   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what the provider calls the message',
  arrived     BOOLEAN      NOT NULL,
  received_at DATETIME(6)  NOT NULL,
  PRIMARY KEY (reference),
  KEY sms_report_age (received_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

ALTER TABLE webhook_endpoint
  ADD COLUMN replay_job BINARY(16) NULL COMMENT 'the last replay: one at a time';
