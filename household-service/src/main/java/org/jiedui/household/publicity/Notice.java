package org.jiedui.household.publicity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jiedui.chassis.print.Printer;
import org.jiedui.household.region.Region;
import org.jiedui.household.region.RegionCode;
import org.jiedui.household.region.RegionRepository;

/** The notice on paper: A4, Chinese, the shown entries and nothing else. */
@ApplicationScoped
public class Notice {
    private static final String CSS = "@page{size:A4;margin:20mm 16mm}"
            + "body{font-size:11pt;line-height:1.5}h1{font-size:20pt;text-align:center;margin:0 0 4mm}"
            + "p{margin:0 0 2mm}table{width:100%;border-collapse:collapse;-fs-table-paginate:paginate;margin:4mm 0}"
            + "th,td{border:0.5pt solid #000;padding:1.2mm 2mm;text-align:center}tr{page-break-inside:avoid}"
            + "td.right{text-align:right}.sign{text-align:right;margin-top:8mm}";

    private final PublicityRepository publicities;
    private final RegionRepository regions;
    private final Printer printer;

    Notice(PublicityRepository publicities, RegionRepository regions, Printer printer) {
        this.publicities = publicities;
        this.regions = regions;
        this.printer = printer;
    }

    /** The notice as PDF; 503 when the machine has no font to print it with. */
    public byte[] print(Publicity publicity) {
        var place = regions.path(new RegionCode(publicity.region())).stream()
                .map(Region::name)
                .collect(Collectors.joining());
        var entries = publicities.entries(publicity.id(), 0, Integer.MAX_VALUE);
        var withAmounts = publicity.kind() != PublicityKind.RISK_CASES;
        var body = new StringBuilder("<h1>")
                .append(printer.text(publicity.title()))
                .append("</h1>");
        paragraph(body, "公示范围：" + place);
        paragraph(body, "公示内容：" + publicity.kind().zh() + "，共 " + publicity.entryCount() + " 条");
        if (publicity.contentFrom() != null) {
            paragraph(body, "统计期间：" + publicity.contentFrom() + " 至 " + publicity.contentTo());
        }
        paragraph(body, "公示时间：" + publicity.fromDay() + " 至 " + publicity.untilDay());
        paragraph(body, "公示地点：" + publicity.place());
        table(body, entries, withAmounts);
        paragraph(body, "对上述内容有异议的，请在公示期内向" + publicity.contact() + "反映。");
        body.append("<p class=\"sign\">")
                .append(printer.text(publicity.fromDay().toString()))
                .append("</p>");
        return printer.print(publicity.title(), CSS, body.toString());
    }

    private void table(StringBuilder body, List<PublicityEntry> entries, boolean withAmounts) {
        body.append("<table><thead><tr>");
        for (var title :
                withAmounts ? List.of("序号", "户主姓名", "家庭人口", "公示事项", "金额（元）") : List.of("序号", "户主姓名", "家庭人口", "公示事项")) {
            body.append("<th>").append(printer.text(title)).append("</th>");
        }
        body.append("</tr></thead><tbody>");
        for (var entry : entries) {
            body.append("<tr>");
            cell(body, "", Integer.toString(entry.position()));
            cell(body, "", entry.name());
            cell(body, "", Integer.toString(entry.members()));
            cell(body, "", entry.matter().zh());
            if (withAmounts) {
                cell(
                        body,
                        " class=\"right\"",
                        entry.amount() == null ? "" : entry.amount().yuan().toPlainString());
            }
            body.append("</tr>");
        }
        body.append("</tbody></table>");
    }

    private void cell(StringBuilder body, String attributes, String text) {
        body.append("<td")
                .append(attributes)
                .append('>')
                .append(printer.text(text))
                .append("</td>");
    }

    private void paragraph(StringBuilder body, String text) {
        body.append("<p>").append(printer.text(text)).append("</p>");
    }
}
