package org.jiedui.household.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jiedui.chassis.tabular.Column;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.TabularWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-21")
class ContentPolicyTest {
    private static boolean fits(AttachmentType type, byte[] content) throws IOException {
        return ContentPolicy.fits(type, new ByteArrayInputStream(content));
    }

    private static byte[] zip(String... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("x".getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void knowsEachTypeByItsContent() throws IOException {
        assertThat(fits(AttachmentType.PDF, "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(fits(AttachmentType.JPEG, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}))
                .isTrue();
        assertThat(fits(AttachmentType.WEBP, "RIFF____WEBPVP8 ".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(fits(AttachmentType.DOCX, zip("[Content_Types].xml", "word/document.xml")))
                .isTrue();
        assertThat(fits(AttachmentType.XLSX, zip("[Content_Types].xml", "xl/workbook.xml")))
                .isTrue();
    }

    @Test
    void refusesWhatLiesAboutItsType() throws IOException {
        var script = "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        for (var type : AttachmentType.values()) {
            assertThat(fits(type, script)).as(type.name()).isFalse();
            assertThat(fits(type, new byte[] {1})).as(type.name()).isFalse();
        }
        assertThat(fits(AttachmentType.DOCX, zip("[Content_Types].xml", "xl/workbook.xml")))
                .isFalse();
        assertThat(fits(AttachmentType.XLSX, zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")))
                .isFalse();
        assertThat(fits(AttachmentType.DOCX, zip("[Content_Types].xml", "word/document.xml", "word/embeddings/x.exe")))
                .isFalse();
    }

    @Test
    void takesAWorkbookOfOurOwn() throws IOException {
        var bytes = new ByteArrayOutputStream();
        TabularWriter.template(bytes, Columns.of(Column.of("name", "姓名")));
        assertThat(fits(AttachmentType.XLSX, bytes.toByteArray())).isTrue();
        assertThat(fits(AttachmentType.DOCX, bytes.toByteArray())).isFalse();
        assertThat(fits(AttachmentType.XLSX, java.util.Arrays.copyOf(bytes.toByteArray(), 300)))
                .isFalse();
    }

    @Test
    void refusesABomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            var nothing = new byte[1 << 20];
            for (var i = 0; i < 300; i++) {
                zip.write(nothing);
            }
        }
        assertThat(bytes.size()).isLessThan(1 << 20);
        assertThat(fits(AttachmentType.XLSX, bytes.toByteArray())).isFalse();
    }

    @Test
    void keepsNoFoldersAndNoLongNumbersInNames() {
        assertThat(ContentPolicy.name("C:\\照片\\身份证11010519491231002X.jpg", AttachmentType.JPEG))
                .isEqualTo("身份证******************.jpg");
        assertThat(ContentPolicy.name("../../etc/passwd", AttachmentType.PDF)).isEqualTo("passwd");
        assertThat(ContentPolicy.name("电话138-0000-5678.pdf", AttachmentType.PDF))
                .doesNotContain("5678");
        assertThat(ContentPolicy.name(null, AttachmentType.PDF)).isEqualTo("attachment.pdf");
        assertThat(ContentPolicy.name("..", AttachmentType.PNG)).isEqualTo("attachment.png");
        assertThat(ContentPolicy.name("2026年3月院落.jpg", AttachmentType.JPEG)).isEqualTo("2026年3月院落.jpg");
        assertThat(ContentPolicy.name("长".repeat(500), AttachmentType.PDF)).hasSize(200);
    }
}
