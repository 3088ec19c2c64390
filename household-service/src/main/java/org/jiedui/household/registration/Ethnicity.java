package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Ethnic group (民族), GB/T 3304; the national code is the number of that standard. */
public enum Ethnicity implements CodeValue {
    HAN("汉族", "Han", "01"),
    MONGOL("蒙古族", "Mongol", "02"),
    HUI("回族", "Hui", "03"),
    TIBETAN("藏族", "Tibetan", "04"),
    UYGHUR("维吾尔族", "Uyghur", "05"),
    MIAO("苗族", "Miao", "06"),
    YI("彝族", "Yi", "07"),
    ZHUANG("壮族", "Zhuang", "08"),
    BUYEI("布依族", "Buyei", "09"),
    KOREAN("朝鲜族", "Korean", "10"),
    MANCHU("满族", "Manchu", "11"),
    DONG("侗族", "Dong", "12"),
    YAO("瑶族", "Yao", "13"),
    BAI("白族", "Bai", "14"),
    TUJIA("土家族", "Tujia", "15"),
    HANI("哈尼族", "Hani", "16"),
    KAZAK("哈萨克族", "Kazak", "17"),
    DAI("傣族", "Dai", "18"),
    LI("黎族", "Li", "19"),
    LISU("傈僳族", "Lisu", "20"),
    VA("佤族", "Va", "21"),
    SHE("畲族", "She", "22"),
    GAOSHAN("高山族", "Gaoshan", "23"),
    LAHU("拉祜族", "Lahu", "24"),
    SUI("水族", "Sui", "25"),
    DONGXIANG("东乡族", "Dongxiang", "26"),
    NAXI("纳西族", "Naxi", "27"),
    JINGPO("景颇族", "Jingpo", "28"),
    KIRGIZ("柯尔克孜族", "Kirgiz", "29"),
    TU("土族", "Tu", "30"),
    DAUR("达斡尔族", "Daur", "31"),
    MULAO("仫佬族", "Mulao", "32"),
    QIANG("羌族", "Qiang", "33"),
    BLANG("布朗族", "Blang", "34"),
    SALAR("撒拉族", "Salar", "35"),
    MAONAN("毛南族", "Maonan", "36"),
    GELAO("仡佬族", "Gelao", "37"),
    XIBE("锡伯族", "Xibe", "38"),
    ACHANG("阿昌族", "Achang", "39"),
    PUMI("普米族", "Pumi", "40"),
    TAJIK("塔吉克族", "Tajik", "41"),
    NU("怒族", "Nu", "42"),
    UZBEK("乌孜别克族", "Uzbek", "43"),
    RUSSIAN("俄罗斯族", "Russian", "44"),
    EWENKI("鄂温克族", "Ewenki", "45"),
    DEANG("德昂族", "Deang", "46"),
    BONAN("保安族", "Bonan", "47"),
    YUGUR("裕固族", "Yugur", "48"),
    GIN("京族", "Gin", "49"),
    TATAR("塔塔尔族", "Tatar", "50"),
    DERUNG("独龙族", "Derung", "51"),
    OROQEN("鄂伦春族", "Oroqen", "52"),
    HEZHEN("赫哲族", "Hezhen", "53"),
    MONBA("门巴族", "Monba", "54"),
    LHOBA("珞巴族", "Lhoba", "55"),
    JINO("基诺族", "Jino", "56");

    private final String zh;
    private final String en;
    private final String national;

    Ethnicity(String zh, String en, String national) {
        this.zh = zh;
        this.en = en;
        this.national = national;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    @Override
    public String national() {
        return national;
    }
}
