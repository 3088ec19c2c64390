package org.jiedui.pairing.matching.engine;

import com.google.ortools.Loader;

/** Loads OR-Tools' native library when it is first needed, so that a service that never matches never pays for it. */
final class Native {
    private Native() {}

    static void load() {
        Holder.touch();
    }

    private static final class Holder {
        static {
            Loader.loadNativeLibraries();
        }

        static void touch() {
            // the initialiser has done it
        }
    }
}
