package org.jiedui.chassis.print;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jiedui.chassis.problem.CommonProblem;

/**
 * Prints documents as PDF with embedded fonts. A document is XHTML whose texts went through {@link #text}; it names no
 * fonts and no outside resources; a picture is a {@code data:image/png;base64} address. At most two are printed at a
 * time; memory is given back between documents, except the fonts' own bytes.
 */
@Singleton
public class Printer {
    /** Stands for a character of which no font has a glyph (geta mark). */
    public static final int MISSING = '〓';

    private static final String PICTURE = "data:image/png;base64,";

    private static final Logger LOG = Logger.getLogger(Printer.class);

    private final PrintConfig config;
    private final Semaphore presses = new Semaphore(2, true);
    private volatile List<TrueTypeFace> faces;

    Printer(PrintConfig config) {
        this.config = config;
    }

    /** A text for the document: escaped, and with {@link #MISSING} for what cannot be printed. */
    public String text(String clear) {
        if (clear == null) {
            return "";
        }
        var fonts = fonts();
        var out = new StringBuilder(clear.length());
        clear.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    var printable = !Character.isISOControl(c) && fonts.stream().anyMatch(face -> face.has(c));
                    if (printable || c == ' ') {
                        out.appendCodePoint(c);
                    } else if (!Character.isISOControl(c)) {
                        out.appendCodePoint(fonts.stream().anyMatch(face -> face.has(MISSING)) ? MISSING : '?');
                    }
                }
            }
        });
        return out.toString();
    }

    /**
     * The document as PDF.
     *
     * @param css sizes, borders and the page; no fonts
     * @param body well-formed content of the XHTML body
     * @throws org.jiedui.chassis.problem.ProblemException 503 when this machine has none of the configured fonts
     */
    public byte[] print(String title, String css, String body) {
        var fonts = fonts();
        var families = java.util.stream.IntStream.range(0, fonts.size())
                .mapToObj(i -> "'f" + i + "'")
                .collect(Collectors.joining(","));
        var document = "<html lang=\"zh-CN\"><head><title>" + text(title) + "</title><style>body{font-family:"
                + families + "}@page{@bottom-center{content:counter(page) ' / ' counter(pages);font-family:" + families
                + ";font-size:9pt}}" + css + "</style></head><body>" + body + "</body></html>";
        var out = new ByteArrayOutputStream();
        presses.acquireUninterruptibly();
        try {
            render(document, fonts, out);
        } catch (IOException e) {
            throw new IllegalStateException("could not print the document", e);
        } finally {
            presses.release();
        }
        return out.toByteArray();
    }

    private static void render(String document, List<TrueTypeFace> fonts, OutputStream out) throws IOException {
        var builder = new PdfRendererBuilder();
        for (var i = 0; i < fonts.size(); i++) {
            var bytes = fonts.get(i).bytes();
            builder.useFont(() -> new ByteArrayInputStream(bytes), "f" + i);
        }
        // Whatever a document names, nothing is fetched; pictures come with the document.
        builder.useUriResolver((base, uri) -> uri != null && uri.startsWith(PICTURE) ? uri : null);
        builder.withHtmlContent(document, null);
        builder.toStream(out);
        builder.run();
    }

    private List<TrueTypeFace> fonts() {
        var known = faces;
        if (known == null) {
            synchronized (this) {
                if (faces == null) {
                    faces = read();
                }
                known = faces;
            }
        }
        if (known.isEmpty()) {
            // looked for again next time: fonts can be installed while the service runs
            faces = null;
            throw CommonProblem.UNAVAILABLE
                    .detail(
                            "打印服务缺少中文字体，请安装字体或设置 jiedui.print.fonts",
                            "There is no Chinese font to print with: install one or set jiedui.print.fonts")
                    .header("Retry-After", 3600);
        }
        return known;
    }

    private List<TrueTypeFace> read() {
        var found = new ArrayList<TrueTypeFace>();
        for (var file : config.fonts()) {
            if (Files.isReadable(file)) {
                try {
                    found.add(TrueTypeFace.read(file));
                } catch (IOException e) {
                    LOG.warnf("font cannot be used file=%s reason=%s", file, e.getMessage());
                }
            }
        }
        return found;
    }
}
