package org.jiedui.pairing.certificate;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jiedui.chassis.print.Printer;

/**
 * The certificate on paper (PA-17): A4, Chinese, with its number and a QR code of the address of the public verification.
 * The code is drawn as boxes, so it is sharp at every resolution.
 */
@ApplicationScoped
public class CertificatePrint {
    /** Side of one module in millimetres; a code of 37 modules is 37 mm wide. */
    private static final double MODULE = 1.0;

    private static final String CSS = "@page{size:A4;margin:25mm 22mm}"
            + "body{font-size:16pt;line-height:2}h1{font-size:34pt;text-align:center;letter-spacing:8pt;margin:14mm 0 12mm}"
            + "p{margin:0 0 4mm;text-indent:2em}p.plain{text-indent:0}.sign{text-align:right;margin-top:18mm}"
            + ".code{position:relative;margin:14mm 0 2mm}.code div{position:absolute;background:#000}"
            + ".small{font-size:10pt;text-indent:0;line-height:1.4}";

    private final Printer printer;
    private final CertificateConfig config;

    CertificatePrint(Printer printer, CertificateConfig config) {
        this.printer = printer;
        this.config = config;
    }

    /** The certificate as PDF; 503 when the machine has no font to print it with. */
    public byte[] print(Certificate certificate) {
        var address = config.verification().replace("{number}", certificate.number());
        var body = new StringBuilder("<h1>聘任证书</h1>");
        paragraph(body, "plain", certificate.name().clear() + "：");
        paragraph(
                body,
                null,
                "兹聘任您为“" + certificate.programmeZh() + "”" + role(certificate.role()) + "，聘期自"
                        + day(certificate.validFrom())
                        + (certificate.validTo() == null ? "起。" : "至" + day(certificate.validTo()) + "止。"));
        paragraph(body, null, "特发此证。");
        paragraph(body, "sign", day(certificate.issuedOn()));
        code(body, address);
        paragraph(body, "small", "证书编号：" + certificate.number());
        paragraph(body, "small", "扫码验证：" + address);
        return printer.print("聘任证书 " + certificate.number(), CSS, body.toString());
    }

    private void paragraph(StringBuilder body, String style, String text) {
        body.append(style == null ? "<p>" : "<p class=\"" + style + "\">")
                .append(printer.text(text))
                .append("</p>");
    }

    private static String role(String role) {
        return role.equals("PRIMARY") ? "主要责任人" : "协助责任人";
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** Each run of dark modules of a row is one box. */
    private static void code(StringBuilder body, String text) {
        var matrix = modules(text);
        var side = mm(matrix.getHeight() * MODULE);
        body.append("<div class=\"code\" style=\"width:")
                .append(side)
                .append(";height:")
                .append(side)
                .append("\">");
        for (var y = 0; y < matrix.getHeight(); y++) {
            for (var x = 0; x < matrix.getWidth(); x++) {
                var from = x;
                while (x < matrix.getWidth() && matrix.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    body.append("<div style=\"left:")
                            .append(mm(from * MODULE))
                            .append(";top:")
                            .append(mm(y * MODULE))
                            .append(";width:")
                            .append(mm((x - from) * MODULE))
                            .append(";height:")
                            .append(mm(MODULE))
                            .append("\"></div>");
                }
            }
        }
        body.append("</div>");
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("could not draw the code", e);
        }
    }

    private static String mm(double length) {
        return String.format(Locale.ROOT, "%.2fmm", length);
    }
}
