package org.jiedui.chassis.tabular;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jiedui.chassis.problem.ProblemException;

/**
 * Looks through a workbook before anything is read from it. The reading library has no limits of its own: it would hold
 * whatever a part inflates to, and make a list as long as the largest column number says. So every part is inflated
 * through a counter, and the XML parts are pulled through a parser that holds nothing: total size, inflation, shared
 * strings, rows, columns, length of a cell, number of formulas, no document types, no UTF-16.
 *
 * @param rows physical rows of the sheet with the most rows, header included
 */
record XlsxInspection(long rows) {
    private static final int MAX_PARTS = 2_000;
    private static final int MAX_FORMULAS = 10_000;
    private static final long MAX_OTHER_XML = 16L << 20;
    private static final int MAX_TAG = 1 << 16;
    private static final long NOT_LOOKED_AT = 8L << 20;

    /** Refuses what must not be read; otherwise says how many rows there are. */
    static XlsxInspection of(Path file, TabularLimits limits) {
        try (var zip = ZipFile.builder().setFile(file.toFile()).get()) {
            long inflated = 0;
            int parts = 0;
            long rows = 0;
            var entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                var entry = entries.nextElement();
                if (++parts > MAX_PARTS) {
                    throw tooLarge();
                }
                if (!zip.canReadEntryData(entry)) {
                    throw unreadable();
                }
                try (var counted = new Counted(zip.getInputStream(entry), entry, limits, inflated)) {
                    rows = Math.max(rows, inspect(entry, counted, limits));
                    counted.drain();
                    inflated += counted.count;
                }
            }
            return new XlsxInspection(rows);
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the parsers throw whatever an odd file leads them to
            throw unreadable();
        }
    }

    private static long inspect(ZipArchiveEntry entry, Counted in, TabularLimits limits) throws IOException {
        var name = entry.getName().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".xml") && !name.endsWith(".rels")) {
            return 0;
        }
        try {
            var xml = factory().createXMLStreamReader(in);
            try {
                return new Scan(xml, limits).rows();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException io) {
                throw io;
            }
            throw unreadable();
        }
    }

    private static XMLInputFactory factory() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static ProblemException unreadable() {
        return TabularProblem.BAD_FILE.detail(
                "不是可读取的 XLSX 工作簿(可能已损坏或加密)", "Not a readable XLSX workbook (damaged or encrypted?)");
    }

    static ProblemException tooLarge() {
        return TabularProblem.FILE_TOO_LARGE.detail("工作簿解压后过大", "The workbook is too large when inflated");
    }

    /** One part's XML, event by event. */
    private static final class Scan {
        private final XMLStreamReader xml;
        private final TabularLimits limits;
        private long rows;
        private int column;
        private int formulas;
        private long text;

        Scan(XMLStreamReader xml, TabularLimits limits) {
            this.xml = xml;
            this.limits = limits;
        }

        long rows() throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.getTextLength());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw unreadable();
                    default -> {} // ends, comments and the like carry nothing
                }
            }
            return rows;
        }

        private void start(String element) {
            switch (element) {
                case "row" -> {
                    if (++rows > limits.maxRows() + 1) {
                        throw tooLarge();
                    }
                    column = 0;
                    text = 0;
                }
                case "c" -> {
                    column = Math.max(column + 1, columnOf(xml.getAttributeValue(null, "r")));
                    if (column > limits.maxColumns()) {
                        throw TabularProblem.BAD_FILE.detail(
                                "第 %d 行的列数超过 %d".formatted(rows, limits.maxColumns()),
                                "Row %d has more than %d columns".formatted(rows, limits.maxColumns()));
                    }
                    text = 0;
                }
                case "f" -> {
                    if (++formulas > MAX_FORMULAS) {
                        throw TabularProblem.BAD_FILE.detail("工作簿含有过多公式", "The workbook has too many formulas");
                    }
                }
                case "si" -> text = 0;
                default -> {} // of no consequence
            }
        }

        private void text(int length) {
            text += length;
            if (text > 8L * limits.maxCellLength() + 65_536) {
                throw TabularProblem.BAD_FILE.detail(
                        "第 %d 行附近有过长的单元格".formatted(rows), "There is a cell too long near row %d".formatted(rows));
            }
        }

        /** Number of the column in a reference such as {@code AB12}, from 1; 0 without reference. */
        private static int columnOf(String reference) {
            int column = 0;
            for (int i = 0;
                    reference != null && i < reference.length() && Character.isLetter(reference.charAt(i));
                    i++) {
                column = column * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1;
                if (column > 16_384 || column < 1) {
                    throw unreadable();
                }
            }
            return column;
        }
    }

    /** Counts what comes out of a part, and how far apart its tags are. */
    private static final class Counted extends FilterInputStream {
        private final TabularLimits limits;
        private final long before;
        private final long packed;
        private final long cap;
        private final boolean markup;
        private long count;
        private int tag = -1;

        Counted(InputStream in, ZipArchiveEntry entry, TabularLimits limits, long before) {
            super(in);
            var name = entry.getName().toLowerCase(Locale.ROOT);
            this.limits = limits;
            this.before = before;
            this.packed = Math.max(1, entry.getCompressedSize());
            this.markup = name.endsWith(".xml") || name.endsWith(".rels");
            this.cap = name.endsWith("sharedstrings.xml")
                    ? limits.maxSharedStrings()
                    : markup && !name.contains("/worksheets/") ? MAX_OTHER_XML : limits.maxInflated();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            if (n > 0) {
                count += n;
                if (count > cap
                        || before + count > limits.maxInflated()
                        || (count > NOT_LOOKED_AT && count / packed > limits.maxInflation())) {
                    throw tooLarge();
                }
                if (markup) {
                    look(bytes, from, n);
                }
            }
            return n;
        }

        private void look(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                switch (bytes[i]) {
                    case '<' -> tag = 0;
                    case '>' -> tag = -1;
                    case 0 -> throw unreadable();
                    default -> {
                        if (tag >= 0 && ++tag > MAX_TAG) {
                            throw unreadable();
                        }
                    }
                }
            }
        }

        void drain() throws IOException {
            var sink = new byte[1 << 16];
            while (read(sink, 0, sink.length) >= 0) {
                // counting is all that happens to it
            }
        }
    }
}
