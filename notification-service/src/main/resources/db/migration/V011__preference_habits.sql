-- When a person wants to hear: quiet hours in an own zone (they may pass midnight) and digests.
ALTER TABLE preference
  ADD COLUMN quiet_from VARCHAR(5)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'HH:mm; null: no quiet hours',
  ADD COLUMN quiet_to   VARCHAR(5)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'HH:mm, excluded; earlier than quiet_from: over midnight',
  ADD COLUMN zone       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'IANA; empty: the one of the deployment',
  ADD COLUMN digest     VARCHAR(6)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'NONE' COMMENT 'NONE DAILY WEEKLY',
  ADD COLUMN digest_at  VARCHAR(5)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '08:00' COMMENT 'HH:mm; weekly: on Mondays';

-- Later events of one aggregate take the place of an earlier message about it; found by the event.
ALTER TABLE announcement
  ADD KEY announcement_subject (subject, received_at),
  ADD KEY announcement_received (received_at, id);
ALTER TABLE message
  ADD COLUMN times INT NOT NULL DEFAULT 1 COMMENT 'how many events it stands for';

-- Several deliveries of one bundle leave as one message; state DELIVERED is what a provider reported afterwards.
ALTER TABLE delivery
  ADD COLUMN bundled   BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'order_key is the bundle',
  ADD COLUMN reference VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what the provider calls it',
  ADD KEY delivery_reference (reference);

-- Every attempt, kept as long as the delivery.
CREATE TABLE delivery_attempt (
  delivery_id  BINARY(16)    NOT NULL,
  number       INT           NOT NULL COMMENT 'from 1',
  lane         BINARY(16)    NOT NULL,
  at           DATETIME(6)   NOT NULL,
  state        VARCHAR(10)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the delivery afterwards',
  status       INT           NULL,
  note         VARCHAR(300)  NULL,
  request_head VARCHAR(1000) NULL COMMENT 'without secrets',
  answer_head  VARCHAR(1000) NULL,
  PRIMARY KEY (delivery_id, number),
  KEY delivery_attempt_lane (lane, at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
