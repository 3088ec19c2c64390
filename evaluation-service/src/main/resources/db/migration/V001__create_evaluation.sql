-- Templates, rules, the projection of pairings, cycles with their tasks, sealed answers, results.

CREATE TABLE evaluation_template (
  id           BINARY(16)   NOT NULL,
  code         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number       INT          NOT NULL COMMENT 'version of the template, 1 upwards per code',
  name_zh      VARCHAR(100) NOT NULL,
  name_en      VARCHAR(100) NOT NULL,
  subject_role VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sections     MEDIUMTEXT   NOT NULL COMMENT 'JSON: [{path, indicators: [{code, zh, en, weight, min, max, mandatory, rubric}]}]',
  created_at   DATETIME(6)  NOT NULL,
  updated_at   DATETIME(6)  NOT NULL,
  version      BIGINT       NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY evaluation_template_number (code, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Who evaluates whom with which weight. Local practice: data with validity. A cycle pins what is in force on its last day.
CREATE TABLE path_rule (
  programme       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_role    VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path            VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid_from      DATE        NOT NULL,
  valid_to        DATE        NULL,
  weight          INT         NOT NULL COMMENT 'percent; the paths of a role add up to 100',
  template_code   VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'asked by default',
  most_evaluators INT         NOT NULL COMMENT 'peers per mentor group at most',
  PRIMARY KEY (programme, subject_role, path, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE scoring_rule (
  programme      VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid_from     DATE          NOT NULL,
  valid_to       DATE          NULL,
  excellent_from DECIMAL(5, 2) NOT NULL,
  good_from      DECIMAL(5, 2) NOT NULL,
  qualified_from DECIMAL(5, 2) NOT NULL,
  top_quota      DECIMAL(4, 3) NOT NULL COMMENT 'share of a unit that may be in the top band',
  least_meetings INT           NOT NULL COMMENT 'fewer: one band down, where the figure is known',
  anonymity_k    INT           NOT NULL COMMENT 'answers of served people below which their aggregate is withheld',
  PRIMARY KEY (programme, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The pairings as their service announced them; the newest version wins, whatever the order of arrival.
CREATE TABLE pairing_fact (
  pairing_id     BINARY(16)   NOT NULL,
  programme      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helper_id      BINARY(16)   NOT NULL,
  helper_account VARCHAR(64)  NULL,
  helper_unit    VARCHAR(200) NULL,
  helped_kind    VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helped_id      BINARY(16)   NOT NULL,
  helped_account VARCHAR(64)  NULL,
  helped_region  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid_from     DATE         NULL,
  valid_to       DATE         NULL,
  version        BIGINT       NOT NULL,
  PRIMARY KEY (pairing_id),
  KEY pairing_fact_helper (programme, helper_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE evaluation_cycle (
  id               BINARY(16)  NOT NULL,
  region           VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  programme        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state            VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_from      DATE        NOT NULL,
  period_to        DATE        NOT NULL,
  due              DATE        NOT NULL,
  plan             MEDIUMTEXT  NOT NULL COMMENT 'JSON: paths, weights, template versions and figures; pinned at opening',
  publicised_until DATE        NULL,
  created_at       DATETIME(6) NOT NULL,
  updated_at       DATETIME(6) NOT NULL,
  version          BIGINT      NOT NULL,
  PRIMARY KEY (id),
  KEY evaluation_cycle_region (region, id),
  KEY evaluation_cycle_period (programme, period_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Answers are sealed with the public half; the private half is encrypted by the deployment's keys and used at the reveal only.
CREATE TABLE cycle_key (
  cycle_id    BINARY(16)     NOT NULL,
  public_key  VARBINARY(100) NOT NULL,
  private_key VARBINARY(500) NOT NULL,
  PRIMARY KEY (cycle_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE cycle_pairing (
  cycle_id    BINARY(16) NOT NULL,
  pairing_id  BINARY(16) NOT NULL,
  helper_id   BINARY(16) NOT NULL,
  helped_id   BINARY(16) NOT NULL,
  period_from DATE       NOT NULL,
  PRIMARY KEY (cycle_id, pairing_id),
  UNIQUE KEY cycle_pairing_once (pairing_id, period_from),
  KEY cycle_pairing_helper (cycle_id, helper_id),
  KEY cycle_pairing_helped (cycle_id, helped_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE cycle_subject (
  cycle_id     BINARY(16)   NOT NULL,
  subject_id   BINARY(16)   NOT NULL,
  subject_role VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account      VARCHAR(64)  NULL,
  region       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unit         VARCHAR(200) NOT NULL,
  PRIMARY KEY (cycle_id, subject_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE evaluation_task (
  id            BINARY(16)  NOT NULL,
  cycle_id      BINARY(16)  NOT NULL,
  subject_id    BINARY(16)  NOT NULL,
  subject_role  VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path          VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  evaluator     BINARY(16)  NOT NULL COMMENT 'pairing or peer that makes the task one of several; zero where there is one only',
  account       VARCHAR(64) NULL,
  assignee_role VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
  region        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due           DATE        NOT NULL,
  created_at    DATETIME(6) NOT NULL,
  version       BIGINT      NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY evaluation_task_once (cycle_id, subject_id, path, evaluator),
  KEY evaluation_task_account (account, id),
  KEY evaluation_task_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- One answer per task, for ever. Who answered is a keyed hash, when and what are inside the sealed content.
CREATE TABLE sealed_answer (
  cycle_id    BINARY(16) NOT NULL,
  task_id     BINARY(16) NOT NULL,
  author_hash BINARY(32) NOT NULL,
  content     BLOB       NOT NULL,
  PRIMARY KEY (cycle_id, task_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE answer_draft (
  task_id     BINARY(16) NOT NULL,
  author_hash BINARY(32) NOT NULL,
  cycle_id    BINARY(16) NOT NULL,
  content     BLOB       NOT NULL,
  version     BIGINT     NOT NULL,
  PRIMARY KEY (task_id, author_hash),
  KEY answer_draft_cycle (cycle_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE evaluation_result (
  id             BINARY(16)    NOT NULL,
  cycle_id       BINARY(16)    NOT NULL,
  subject_id     BINARY(16)    NOT NULL,
  subject_role   VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account        VARCHAR(64)   NULL,
  region         VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  score          DECIMAL(5, 2) NULL,
  score_withheld BOOLEAN       NOT NULL,
  band           VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  published      BOOLEAN       NOT NULL,
  trace          MEDIUMBLOB    NOT NULL COMMENT 'encrypted JSON: every input, weight and step',
  created_at     DATETIME(6)   NOT NULL,
  updated_at     DATETIME(6)   NOT NULL,
  version        BIGINT        NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY evaluation_result_subject (cycle_id, subject_id),
  KEY evaluation_result_region (region, id),
  KEY evaluation_result_account (account, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
