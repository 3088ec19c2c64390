package org.jiedui.chassis.web;

import jakarta.enterprise.context.RequestScoped;

/** The bytes of the present request's body, as far as a reader kept them. */
@RequestScoped
public class RequestBody {
    private byte[] bytes = {};

    void keep(byte[] read) {
        bytes = read;
    }

    /** The body, empty when there was none. */
    public byte[] bytes() {
        return bytes;
    }
}
