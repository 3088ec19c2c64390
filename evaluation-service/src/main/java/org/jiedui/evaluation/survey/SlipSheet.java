package org.jiedui.evaluation.survey;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jiedui.chassis.print.Printer;
import org.jiedui.evaluation.cycle.Cycle;

/** Slips with QR codes to cut out and hand round, two beside each other on A4. No slip names a household. */
@ApplicationScoped
public class SlipSheet {
    private static final String CSS = "@page{size:A4;margin:12mm}body{font-size:9pt}table{width:100%;"
            + "border-collapse:collapse}tr{page-break-inside:avoid}td{width:50%;border:0.3mm dashed #888;padding:3mm;"
            + "vertical-align:top}img{width:32mm;height:32mm}p{margin:0.6mm 0}";
    private static final int PIXELS_A_MODULE = 6;
    /** Modules, as ISO/IEC 18004 wants it. */
    private static final int QUIET_ZONE = 4;

    private final Printer printer;
    private final SurveyConfig config;

    SlipSheet(Printer printer, SurveyConfig config) {
        this.printer = printer;
        this.config = config;
    }

    /** The sheet as PDF; 503 when the machine has no font to print it with. */
    public byte[] print(Cycle cycle, String village, List<Slip> slips) {
        var body = new StringBuilder("<table><tbody>");
        for (var i = 0; i < slips.size(); i += 2) {
            body.append("<tr>");
            slip(body, cycle, slips.get(i));
            if (i + 1 < slips.size()) {
                slip(body, cycle, slips.get(i + 1));
            } else {
                body.append("<td></td>");
            }
            body.append("</tr>");
        }
        body.append("</tbody></table>");
        return printer.print("群众评议码 " + village, CSS, body.toString());
    }

    private void slip(StringBuilder body, Cycle cycle, Slip slip) {
        body.append("<td><p>").append(printer.text("群众满意度评议 " + cycle.periodFrom() + " 至 " + cycle.periodTo()));
        body.append("</p><img src=\"data:image/png;base64,")
                .append(qr(config.link().orElse("") + slip.token().text()))
                .append("\"/>");
        paragraph(body, slip.token().grouped());
        paragraph(body, "评议对象：" + slip.unit() + "（" + shortened(slip) + "）");
        paragraph(body, "截止：" + cycle.due() + "　匿名，一次有效");
        body.append("</td>");
    }

    private void paragraph(StringBuilder body, String text) {
        body.append("<p>").append(printer.text(text)).append("</p>");
    }

    /** The end of the subject's identifier, by which the office's list and the slips are laid together. */
    private static String shortened(Slip slip) {
        var id = slip.subjectId().toString();
        return id.substring(id.length() - 8);
    }

    private static String qr(String text) {
        try {
            var hints =
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);
            var small = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
            var size = small.getWidth() * PIXELS_A_MODULE;
            var image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
            for (var y = 0; y < size; y++) {
                for (var x = 0; x < size; x++) {
                    image.setRGB(x, y, small.get(x / PIXELS_A_MODULE, y / PIXELS_A_MODULE) ? 0 : 0xffffff);
                }
            }
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (WriterException e) {
            throw new IllegalStateException("could not make a QR code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
