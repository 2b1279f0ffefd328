import {formatPounds} from '@app/kernel';
process.stdout.write(formatPounds(1234) + '\n');
