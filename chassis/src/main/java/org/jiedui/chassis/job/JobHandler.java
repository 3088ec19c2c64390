package org.jiedui.chassis.job;

/**
 * Knows how to do one kind of job; a CDI bean. It works in chunks: each chunk's effect and its
 * {@link JobContext#checkpoint} are one transaction ({@link JobContext#inTransaction}). It begins where
 * {@link JobContext#progress} says, so that a job whose replica was killed goes on at another one with nothing lost and
 * nothing done twice. It does not catch what the context throws.
 */
public interface JobHandler {
    /** The kind of jobs it does, such as {@code household-import}. */
    String kind();

    /** Whether its jobs may take many minutes: a process with several threads keeps one free of such jobs. */
    default boolean takesLong() {
        return false;
    }

    /**
     * Does the job from its last checkpoint to the end, outside of any transaction.
     *
     * @return the result, to be stored as JSON; null for none
     * @throws org.jiedui.chassis.problem.ProblemException to refuse the job for good; its code becomes the job's error
     * @throws Exception for a fault; the job is tried again from its last checkpoint, a bounded number of times
     */
    Object run(JobContext job) throws Exception;
}
