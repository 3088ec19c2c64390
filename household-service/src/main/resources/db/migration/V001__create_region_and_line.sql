-- Administrative divisions. A code's prefixes are its ancestors; abolished codes stay and still resolve.
CREATE TABLE region (
  code        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name        VARCHAR(100) NOT NULL,
  level       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PROVINCE PREFECTURE COUNTY TOWNSHIP VILLAGE',
  parent      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty for provinces',
  valid_from  DATE         NULL,
  valid_to    DATE         NULL COMMENT 'last day; null: in force',
  PRIMARY KEY (code),
  KEY region_children (parent, code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Per-capita yearly net income, in yuan, by region and validity; the longest matching region wins.
CREATE TABLE poverty_line (
  id          BINARY(16)    NOT NULL,
  version     BIGINT        NOT NULL,
  kind        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'POVERTY MONITORING',
  region      VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: the whole country',
  valid_from  DATE          NOT NULL,
  valid_to    DATE          NULL COMMENT 'last day; null: until replaced',
  amount      DECIMAL(15,2) NOT NULL,
  source      VARCHAR(300)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY poverty_line_once (kind, region, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO poverty_line (id, version, kind, region, valid_from, valid_to, amount, source) VALUES
  (UNHEX('0193000000007000800000000000A011'), 0, 'POVERTY', '', '2011-01-01', '2011-12-31', 2536, '国家农村扶贫标准 2011 年'),
  (UNHEX('0193000000007000800000000000A012'), 0, 'POVERTY', '', '2012-01-01', '2012-12-31', 2625, '国家农村扶贫标准 2012 年'),
  (UNHEX('0193000000007000800000000000A013'), 0, 'POVERTY', '', '2013-01-01', '2013-12-31', 2736, '国家农村扶贫标准 2013 年'),
  (UNHEX('0193000000007000800000000000A014'), 0, 'POVERTY', '', '2014-01-01', '2014-12-31', 2800, '国家农村扶贫标准 2014 年'),
  (UNHEX('0193000000007000800000000000A015'), 0, 'POVERTY', '', '2015-01-01', '2015-12-31', 2855, '国家农村扶贫标准 2015 年'),
  (UNHEX('0193000000007000800000000000A016'), 0, 'POVERTY', '', '2016-01-01', '2016-12-31', 2952, '国家农村扶贫标准 2016 年'),
  (UNHEX('0193000000007000800000000000A123'), 0, 'MONITORING', '52', '2023-01-01', NULL, 7300, '贵州省 2023 年防返贫监测线'),
  (UNHEX('0193000000007000800000000000A223'), 0, 'MONITORING', '', '2023-01-01', NULL, 7300, '部署默认值,由各省以本省文件更正');
