package org.jiedui.notification.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NO-09")
class MailSenderTest {
    @Test
    void keepsTheSubjectOnOneLine_soThatNobodyWritesHeaders() {
        assertThat(MailSender.oneLine("Spring tea\r\nBcc: all@example.org\nX: y\u2028z"))
                .isEqualTo("Spring tea Bcc: all@example.org X: y z");
    }
}
