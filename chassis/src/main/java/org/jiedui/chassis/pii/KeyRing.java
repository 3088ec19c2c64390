package org.jiedui.chassis.pii;

import io.smallrye.config.ConfigMapping;

/** Keys of personal data. Values are secrets: they come from the environment, never from a file of the repository. */
@ConfigMapping(prefix = "jiedui.pii")
public interface KeyRing {
    /** {@code id:base64,id:base64,…}: AES-256 keys; the first encrypts, all decrypt. Ids are 1–8 ASCII characters. */
    String keys();

    /** Base64 of 32 bytes: key of the search hashes. Changing it means computing all hashes anew. */
    String hashKey();
}
