package org.jiedui.household.quality;

import org.jiedui.household.CodeValue;
import org.jiedui.household.region.RegionLevel;

/** Groups of data-quality rules (质检类别, domain 5.8), each with the level of the office that owns its findings. */
public enum QualityGroup implements CodeValue {
    IDENTITY("身份信息", "identity", RegionLevel.VILLAGE),
    FAMILY("家庭关系", "family", RegionLevel.VILLAGE),
    SCHOOLING("教育", "schooling", RegionLevel.VILLAGE),
    LABOUR("劳动力与健康", "labour and health", RegionLevel.VILLAGE),
    CAUSE("致贫原因与需求", "causes and needs", RegionLevel.VILLAGE),
    INCOME("收入", "income", RegionLevel.VILLAGE),
    SAFEGUARD("保障", "safeguards", RegionLevel.VILLAGE),
    MEASURE("帮扶措施", "measures", RegionLevel.TOWNSHIP),
    PAIRING("结对帮扶", "pairing", RegionLevel.TOWNSHIP),
    PROCESS("识别与消除程序", "procedure", RegionLevel.TOWNSHIP);

    private final String zh;
    private final String en;
    private final RegionLevel owner;

    QualityGroup(String zh, String en, RegionLevel owner) {
        this.zh = zh;
        this.en = en;
        this.owner = owner;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    /** Level of the office that owns findings of this group unless somebody assigns them: village or township. */
    public RegionLevel owner() {
        return owner;
    }

    /** The office that owns a finding in this village. */
    String office(String village) {
        return owner == RegionLevel.TOWNSHIP ? village.substring(0, 9) : village;
    }
}
