/**
 * Verification of whole files: a {@code .zkp} file against a {@code .vk} file, as zkprove writes them (the schema is
 * {@code artifact.proto} of the tools). The files are protobuf; they are read by {@link zkopt.verifier.file.WireReader}, not by
 * protobuf's library, for three reasons: that one is larger than the whole verifier; it accepts many encodings of one message where a
 * proof file has exactly one; and it asks for options of the virtual machine that {@code java -jar} cannot give.
 */
package zkopt.verifier.file;
