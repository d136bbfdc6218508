/** What may be told or decided of each step of passes and rewrites: logs, profiles, counters. */
package zkopt.pass.tracing;
