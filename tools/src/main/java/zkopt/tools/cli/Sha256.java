package zkopt.tools.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which files are told apart. */
public final class Sha256 {
  private Sha256() {}

  public static byte[] of(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
