import { clearFaultReport, renderFaultReport } from './fault-report.ts';

/** Starts the table of faults anew, and prints it when all fault tests are done. */
export default function setup(): () => void {
  clearFaultReport();
  return () => void process.stdout.write(`\n${renderFaultReport()}\n`);
}
