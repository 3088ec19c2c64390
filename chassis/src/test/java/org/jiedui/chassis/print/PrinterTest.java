package org.jiedui.chassis.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrinterTest {
    /** The machine's, or one from its package source; without either the tests that need it are skipped. */
    private static List<Path> installed() {
        return TestServers.chineseFont().stream().toList();
    }

    private static Printer printer(List<Path> fonts) {
        return new Printer(() -> fonts);
    }

    @Test
    void embedsChineseGlyphs_andTextComesOutAsItWentIn() throws IOException {
        assumeTrue(installed().stream().anyMatch(Files::isReadable), "no Chinese font on this machine");
        var printer = printer(installed());
        var pdf = printer.print(
                "公示", "@page{size:A4}", "<p>" + printer.text("卜一鸣 安吉县杭垓镇磻溪村 <&> 金额 1200.50 元 长户文") + "</p>");

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("卜一鸣 安吉县杭垓镇磻溪村 <&> 金额 1200.50 元 长户文");
            assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
            for (var name : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(name).isEmbedded())
                        .isTrue();
            }
        }
        assertThat(pdf).hasSizeLessThan(200_000);
    }

    @Test
    void printsPicturesOfTheDocument_andFetchesNoOthers(@TempDir Path folder) throws IOException {
        assumeTrue(installed().stream().anyMatch(Files::isReadable), "no Chinese font on this machine");
        var image = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_BYTE_BINARY);
        var file = folder.resolve("outside.png");
        javax.imageio.ImageIO.write(image, "png", file.toFile());
        var inside = java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        var pdf = printer(installed())
                .print(
                        "x",
                        "img{width:10mm;height:10mm}",
                        "<img src=\"data:image/png;base64," + inside + "\"/><img src=\"" + file.toUri() + "\"/>");

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
        }
    }

    @Test
    void printsAMark_whenNoFontHasTheCharacter() {
        assumeTrue(installed().stream().anyMatch(Files::isReadable), "no Chinese font on this machine");
        assertThat(printer(installed()).text("𠮷\u0007田")).matches("[〓?]田");
    }

    @Test
    void isUnavailable_whenThereIsNoFont(@TempDir Path folder) throws IOException {
        var broken = Files.writeString(folder.resolve("broken.ttc"), "ttcf and then nothing that is a font");
        for (var fonts : List.of(List.of(folder.resolve("absent.ttf")), List.of(broken))) {
            assertThatThrownBy(() -> printer(fonts).print("x", "", "<p>x</p>"))
                    .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                        assertThat(refusal.type().status()).isEqualTo(503);
                        assertThat(refusal.headers()).containsKey("Retry-After");
                    });
        }
    }
}
