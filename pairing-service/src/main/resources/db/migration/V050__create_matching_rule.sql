-- What a rule of the matching counts for; one row per code, division and period, never rewritten once another follows.
CREATE TABLE matching_rule (
  id             BINARY(16)   NOT NULL,
  version        BIGINT       NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: everywhere; a longer code goes before a shorter one',
  valid_from     DATE         NOT NULL,
  valid_to       DATE         NULL COMMENT 'last day, inclusive',
  hard           BIT(1)       NOT NULL,
  weight         INT          NOT NULL COMMENT 'greatest number of points',
  threshold      INT          NULL COMMENT 'per cent of the rule that a hard one asks for; null for rules that are hard by nature',
  name_zh        VARCHAR(60)  NOT NULL,
  name_en        VARCHAR(80)  NOT NULL,
  description_zh VARCHAR(300) NOT NULL,
  description_en VARCHAR(300) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY matching_rule_period (code, region, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO matching_rule (id, version, code, region, valid_from, valid_to, hard, weight, threshold, name_zh, name_en,
  description_zh, description_en) VALUES
  (UNHEX('0198000000007000a000000000000001'), 0, 'KIND_FITS_VILLAGE', '', '2000-01-01', NULL, 0, 15, NULL, '帮扶责任人类型与村情匹配', 'Kind of helper fits the village',
   '党政干部帮弱村，政法干部帮乱村，经济干部帮穷村，技术干部帮产业村，离退休干部帮原村',
   'Party and government cadres help weak villages, political and legal ones disorderly, economic ones poor, technical ones industrial villages, retired ones their own'),
  (UNHEX('0198000000007000a000000000000002'), 0, 'SKILL_MEETS_NEED', '', '2000-01-01', NULL, 0, 30, NULL, '技能符合需求', 'Skills meet needs',
   '技能与需求、致贫原因和风险对应；满足一项得大部分分数',
   'Skills that answer needs, causes and risks; the first one met counts most'),
  (UNHEX('0198000000007000a000000000000003'), 0, 'NEAR', '', '2000-01-01', NULL, 0, 15, NULL, '距离近', 'Near',
   '按录入或区划中心估算的路程时间，四小时及以上为零；未知时按区划层级',
   'Travel time as entered or between division centroids, nothing from four hours on; by division level when unknown'),
  (UNHEX('0198000000007000a000000000000004'), 0, 'LIGHT_LOAD', '', '2000-01-01', NULL, 0, 10, NULL, '工作负荷轻', 'Light load',
   '剩余名额占全部名额的比例',
   'Share of places that are free'),
  (UNHEX('0198000000007000a000000000000005'), 0, 'PAST_EVALUATION', '', '2000-01-01', NULL, 0, 10, NULL, '历次评议好', 'Good evaluations',
   '最近一次公布的评议得分',
   'Score of the last published evaluation'),
  (UNHEX('0198000000007000a000000000000006'), 0, 'DIALECT', '', '2000-01-01', NULL, 0, 5, NULL, '通晓当地方言', 'Speaks the local dialect',
   '帮扶责任人的语言包含当地方言',
   'The helper speaks a dialect of the place'),
  (UNHEX('0198000000007000a000000000000007'), 0, 'MUTUAL_WISH', '', '2000-01-01', NULL, 0, 10, NULL, '双方有结对意愿', 'The sides wish for each other',
   '双方均有意愿得满分，一方有意愿得一半',
   'All when both sides wish for it, half when one does'),
  (UNHEX('0198000000007000a000000000000008'), 0, 'CONTINUITY', '', '2000-01-01', NULL, 0, 5, NULL, '延续原有结对', 'Goes on with an earlier pairing',
   '双方曾经结对',
   'The two were paired before'),
  (UNHEX('0198000000007000a000000000000009'), 0, 'CAPACITY_FULL', '', '2000-01-01', NULL, 1, 0, NULL, '该角色须有空余名额', 'A place is left in the role', '', ''),
  (UNHEX('0198000000007000a00000000000000a'), 0, 'NOT_AVAILABLE', '', '2000-01-01', NULL, 1, 0, NULL, '开始之日须在可任职期内', 'Available on the first day', '', ''),
  (UNHEX('0198000000007000a00000000000000b'), 0, 'LEAVES_BEFORE_END', '', '2000-01-01', NULL, 1, 0, NULL, '可任职期须覆盖整个结对期限', 'Available for the whole term', '', ''),
  (UNHEX('0198000000007000a00000000000000c'), 0, 'OUTSIDE_SERVICE_REGION', '', '2000-01-01', NULL, 1, 0, NULL, '帮扶对象须在服务区域内', 'The helped side lies in the service region', '', ''),
  (UNHEX('0198000000007000a00000000000000d'), 0, 'CONFLICT_OF_INTEREST', '', '2000-01-01', NULL, 1, 0, NULL, '不得帮扶本户或亲属', 'No member or relative of the household', '', ''),
  (UNHEX('0198000000007000a00000000000000e'), 0, 'SAME_PERSON', '', '2000-01-01', NULL, 1, 0, NULL, '帮扶双方不得为同一人', 'Helper and helped are not the same person', '', ''),
  (UNHEX('0198000000007000a00000000000000f'), 0, 'HELPER_IN_NEED', '', '2000-01-01', NULL, 1, 0, NULL, '帮扶责任人本人不得属于在帮扶户', 'The helper belongs to no household in care', '', ''),
  (UNHEX('0198000000007000a000000000000010'), 0, 'ALREADY_PAIRED', '', '2000-01-01', NULL, 1, 0, NULL, '双方未在结对中', 'The two are not paired already', '', ''),
  (UNHEX('0198000000007000a000000000000011'), 0, 'KIND_NOT_ALLOWED', '', '2000-01-01', NULL, 1, 0, NULL, '须为帮扶项目接受的类型', 'The programme takes this kind of helper', '', ''),
  (UNHEX('0198000000007000a000000000000012'), 0, 'UNIT_LEVEL_NOT_ALLOWED', '', '2000-01-01', NULL, 1, 0, NULL, '单位层级须符合帮扶项目要求', 'The programme takes this level of unit', '', ''),
  (UNHEX('0198000000007000a000000000000013'), 0, 'SAME_DEPARTMENT', '', '2000-01-01', NULL, 1, 0, NULL, '须来自与现有帮扶责任人不同的部门', 'Comes from another department than the present helpers', '', ''),
  (UNHEX('0198000000007000a000000000000015'), 0, 'ON_LEAVE', '', '2000-01-01', NULL, 1, 0, NULL, '开始之日不得在长期离岗期间', 'Not on leave on the first day', '', ''),
  (UNHEX('0198000000007000a000000000000014'), 0, 'EVALUATED_UNFIT', '', '2000-01-01', NULL, 1, 0, NULL, '上次评议不得为不合格', 'Did not fail the last evaluation', '', '');

-- What matching knows of a division beside its code.
CREATE TABLE division (
  region    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version   BIGINT        NOT NULL,
  traits    VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of a village, from the household service',
  traits_at DATETIME(6)   NULL COMMENT 'time of the event that told them',
  dialects  VARCHAR(300)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  latitude  DECIMAL(8, 5) NULL COMMENT 'of the centroid, degrees, WGS 84',
  longitude DECIMAL(8, 5) NULL,
  PRIMARY KEY (region)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Travel time that was entered because the straight line misleads; holds in both directions.
CREATE TABLE travel (
  from_region VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_region   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  minutes     INT         NOT NULL COMMENT 'one way',
  PRIMARY KEY (from_region, to_region)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Who wishes to be paired with whom.
CREATE TABLE pairing_wish (
  helped_id   BINARY(16)  NOT NULL,
  helper_id   BINARY(16)  NOT NULL,
  side        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'HELPER or HELPED: who wishes',
  region      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'division of the helped side when it was told',
  told_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  told_at     DATETIME(6) NOT NULL,
  PRIMARY KEY (helped_id, helper_id, side),
  KEY pairing_wish_region (region, helped_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
