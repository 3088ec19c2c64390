-- What other services announced, as it came; messages and deliveries refer to it and are rendered from it.
CREATE TABLE announcement (
  id               BINARY(16)   NOT NULL COMMENT 'id of the CloudEvent',
  type             VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name             VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'type without context and version',
  subject          BINARY(16)   NOT NULL COMMENT 'aggregate',
  region           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred_at      DATETIME(6)  NOT NULL,
  template_version INT          NOT NULL COMMENT 'of the inbox text in force when it arrived; 0: no text',
  data             MEDIUMBLOB   NOT NULL,
  received_at      DATETIME(6)  NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Own copy of who belongs to whom, from pairing events.
CREATE TABLE pairing_party (
  pairing_id     BINARY(16)  NOT NULL,
  helped_kind    VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helped_id      BINARY(16)  NOT NULL,
  helper_id      BINARY(16)  NOT NULL,
  helper_account VARCHAR(64) NULL,
  helped_account VARCHAR(64) NULL,
  active         BOOLEAN     NOT NULL,
  version        BIGINT      NOT NULL,
  PRIMARY KEY (pairing_id),
  KEY pairing_party_helped (helped_id, active)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE helper_account (
  helper_id BINARY(16)  NOT NULL,
  account   VARCHAR(64) NOT NULL,
  PRIMARY KEY (helper_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE template (
  id         BINARY(16)    NOT NULL,
  event_type VARCHAR(60)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel    VARCHAR(10)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'INBOX EMAIL',
  revision   INT           NOT NULL COMMENT 'from 1; the highest one is in force',
  title_zh   VARCHAR(200)  NOT NULL,
  body_zh    VARCHAR(2000) NOT NULL,
  title_en   VARCHAR(200)  NOT NULL,
  body_en    VARCHAR(2000) NOT NULL,
  author     VARCHAR(64)   NOT NULL,
  created_at DATETIME(6)   NOT NULL,
  version    BIGINT        NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY template_revision (event_type, channel, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- One row per event and mailbox: the unique key is what makes a message appear once.
CREATE TABLE message (
  id         BINARY(16)   NOT NULL,
  event_id   BINARY(16)   NOT NULL,
  mailbox    VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'account:<sub> or role:<role>@<region>',
  type       VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason     VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY message_once (event_id, mailbox),
  KEY message_mailbox (mailbox, created_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- What one account did with an event's message; a role mailbox has many readers.
CREATE TABLE message_mark (
  account     VARCHAR(64) NOT NULL,
  event_id    BINARY(16)  NOT NULL,
  read_at     DATETIME(6) NULL,
  archived_at DATETIME(6) NULL,
  PRIMARY KEY (account, event_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE contact_point (
  id            BINARY(16)     NOT NULL,
  account       VARCHAR(64)    NOT NULL,
  kind          VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'EMAIL PHONE',
  value         VARBINARY(700) NOT NULL COMMENT 'encrypted',
  value_hash    BINARY(32)     NOT NULL,
  verified_hash BINARY(32)     NULL COMMENT 'value_hash once verified: one holder per address',
  language      CHAR(2)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code          VARBINARY(100) NULL COMMENT 'encrypted, until verified',
  code_until    DATETIME(6)    NULL,
  tries         INT            NOT NULL,
  verified_at   DATETIME(6)    NULL,
  created_at    DATETIME(6)    NOT NULL,
  version       BIGINT         NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY contact_point_own (account, value_hash),
  UNIQUE KEY contact_point_verified (verified_hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE contact_point_mailbox (
  mailbox          VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  contact_point_id BINARY(16)   NOT NULL,
  PRIMARY KEY (mailbox, contact_point_id),
  KEY contact_point_mailbox_point (contact_point_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE preference (
  account    VARCHAR(64) NOT NULL,
  opt_outs   VARCHAR(8000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'CHANNEL:event-type, comma-separated',
  updated_at DATETIME(6) NOT NULL,
  version    BIGINT      NOT NULL,
  PRIMARY KEY (account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE webhook_endpoint (
  id         BINARY(16)     NOT NULL,
  url        VARCHAR(500)   NOT NULL,
  types      VARCHAR(2000)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'comma-separated names; empty: all',
  region     VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secret     VARBINARY(255) NOT NULL COMMENT 'encrypted',
  active     BOOLEAN        NOT NULL,
  owner      VARCHAR(64)    NOT NULL,
  created_at DATETIME(6)    NOT NULL,
  version    BIGINT         NOT NULL,
  PRIMARY KEY (id),
  KEY webhook_endpoint_region (region)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- A lane is a queue that is emptied by one replica at a time: one per webhook endpoint, a few for mail.
CREATE TABLE delivery_lane (
  id           BINARY(16)  NOT NULL,
  channel      VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failures     INT         NOT NULL COMMENT 'in a row, of the receiver as such',
  paused_until DATETIME(6) NOT NULL,
  holder       VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  held_until   DATETIME(6) NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO delivery_lane (id, channel, failures, paused_until, holder, held_until) VALUES
  (UNHEX('00000000000070008000000000000001'), 'EMAIL', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000002'), 'EMAIL', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000003'), 'EMAIL', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000004'), 'EMAIL', 0, '2000-01-01', '', '2000-01-01');

CREATE TABLE delivery (
  id          BINARY(16)   NOT NULL,
  event_id    BINARY(16)   NOT NULL,
  recipient   BINARY(16)   NOT NULL COMMENT 'contact point or webhook endpoint',
  channel     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'EMAIL WEBHOOK',
  lane        BINARY(16)   NOT NULL,
  order_key   BINARY(16)   NOT NULL COMMENT 'deliveries of one lane and key are sent one after the other',
  type        VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account     VARCHAR(64)  NOT NULL COMMENT 'holder of the contact point; owner of the endpoint',
  reason      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state       VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PENDING FAILED SENT PARKED',
  attempts    INT          NOT NULL,
  next_at     DATETIME(6)  NOT NULL,
  give_up_at  DATETIME(6)  NOT NULL,
  last_status INT          NULL,
  last_answer VARCHAR(300) NULL,
  created_at  DATETIME(6)  NOT NULL,
  updated_at  DATETIME(6)  NOT NULL,
  version     BIGINT       NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY delivery_once (event_id, recipient, channel),
  KEY delivery_due (lane, state, next_at),
  KEY delivery_order (lane, order_key, state),
  KEY delivery_region (region, id),
  KEY delivery_recipient (recipient, id),
  KEY delivery_account (account, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
